import { expect, test } from '@playwright/test'
import { startBackend } from '#tests/support/backend.ts'
import { embeddedSite } from '#tests/support/databases.ts'
import { openHotline } from '#tests/support/hotline.ts'
import { talkLong } from '#tests/support/long-talk.ts'

test('a long talk keeps its newest line in view until somebody scrolls up, and goes on by one press', async ({
  browser,
}) => {
  const backend = await startBackend(await embeddedSite())
  const hotline = openHotline(browser, () => ({ url: `${backend.url}/`, sip: backend.sip }))
  const desk = await hotline.desk('8001', true)
  const { sipCallId } = await hotline.calls('13800002222')
  await desk.button('Answer').click()
  await expect(desk.seatState()).toContainText('Talking')
  const transcript = desk.page.getByRole('region', { name: 'Transcript' })
  const toNewest = transcript.getByRole('button', { name: 'To the newest' })

  talkLong(backend, sipCallId, 200)
  await expect(transcript.getByText('第200句')).toBeInViewport()
  await expect(toNewest).toBeHidden()

  await transcript.getByRole('log').hover()
  await desk.page.mouse.wheel(0, -3000)
  await expect(toNewest).toBeVisible()
  await expect(transcript.getByText('第200句')).toBeHidden()
  await toNewest.click()
  await expect(transcript.getByText('第200句')).toBeInViewport()
  await expect(toNewest).toBeHidden()

  await hotline.close()
  await backend.app.close()
})

test('what somebody reads in a talk stays in its place when the talk gets long', async ({ browser }) => {
  const backend = await startBackend(await embeddedSite())
  const hotline = openHotline(browser, () => ({ url: `${backend.url}/`, sip: backend.sip }))
  const desk = await hotline.desk('8001', true)
  const { sipCallId } = await hotline.calls('13800002222')
  await desk.button('Answer').click()
  const transcript = desk.page.getByRole('region', { name: 'Transcript' })
  talkLong(backend, sipCallId, 110)
  await expect(transcript.getByText('第110句')).toBeInViewport()
  await transcript.getByRole('log').hover()
  await desk.page.mouse.wheel(0, -2000)
  await expect(transcript.getByRole('button', { name: 'To the newest' })).toBeVisible()
  const read = transcript.getByText(/^第90句/)
  await read.scrollIntoViewIfNeeded()
  const top = async () => (await read.boundingBox())?.y ?? Number.NaN
  const before = await top()

  talkLong(backend, sipCallId, 150, 110)
  await expect(transcript.getByRole('listitem').first()).toContainText(/第[2-9]\d句/)
  // Heights are whole pixels from here on: a few of them are less than a row.
  expect(Math.abs((await top()) - before)).toBeLessThan(8)

  await hotline.close()
  await backend.app.close()
})
