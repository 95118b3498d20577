import { expect, test } from '@playwright/test'
import { hears, installEar } from '../support/page-ear.ts'
import { type BuiltPage, buildCallPage, scriptedQueue } from '../support/phone-harness/call-site.ts'
import { domain, type EdgeSite, startEdgeSite } from '../support/phone-harness/edge-site.ts'
import { PhonePage } from '../support/phone-harness/phone-page.ts'

let page: BuiltPage
let site: EdgeSite
const queue = scriptedQueue('8001', domain)
test.beforeAll(async () => {
  page = await buildCallPage()
  site = await startEdgeSite({ page, elements: new Map([['12345', queue.element]]) })
})
test.afterAll(async () => {
  await site.close()
  await page.remove()
})

test('a citizen calls from the browser, sees its place in the queue, talks, sends tones and hangs up', async ({
  context,
}) => {
  const seat = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  await seat.register()
  const citizen = await context.newPage()
  const faults: string[] = []
  citizen.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  citizen.on('pageerror', (error) => faults.push(error.message))
  // No backend stands here: a text that comes during the call.
  const words = '您的诉求已受理，工单编号TJ20261123000001'
  await citizen.route('**/api/sandbox/texts', (route) =>
    route.fulfill({ json: { texts: [{ id: 'text', text: words, at: Date.now() }] } }),
  )
  await installEar(citizen)
  await citizen.goto(`${site.url}call?lang=en`)
  const state = citizen.getByRole('status', { name: 'Call state' })
  await expect(state).toHaveText('Ready to call')
  await citizen.getByRole('textbox', { name: 'Your phone number (optional)' }).fill('142 0000 1234')
  await citizen.getByRole('button', { name: 'Call 12345' }).click()
  await expect(state).toHaveText('Waiting in the queue, 1 caller before you')
  queue.serve()
  await seat.expectLeg({ state: 'offered', remote: { name: '', number: '14200001234' } })
  expect(await seat.send({ op: 'answer', legId: await seat.legId() })).toBe('done')
  await expect(state).toHaveText('Talking')
  await expect.poll(() => hears(citizen, 440)).toBeGreaterThan(-20)
  await expect(citizen.getByRole('timer', { name: 'Time' })).toHaveText(/^00:0\d$/)
  await expect(citizen.getByRole('log', { name: 'Text messages received' })).toContainText(words)

  await citizen.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(citizen.getByRole('button', { name: 'Unmute' })).toBeVisible()
  await expect(citizen.getByText('You are muted, nobody hears you')).toBeVisible()
  await citizen.getByRole('button', { name: 'Keypad' }).click()
  await citizen.getByRole('button', { name: 'Send 5' }).click()
  await citizen.keyboard.press('7')
  await expect(citizen.getByRole('status', { name: 'Sent' })).toHaveText('57')

  expect(await seat.send({ op: 'hold', legId: await seat.legId() })).toBe('done')
  await expect(state).toHaveText('The agent has put you on hold, please wait')
  expect(await seat.send({ op: 'resume', legId: await seat.legId() })).toBe('done')
  await expect(state).toHaveText('Talking')
  await citizen.getByRole('button', { name: 'Hang up' }).click()
  await expect(state).toHaveText('The call has ended')
  await seat.expectLeg({ state: 'ended', endReason: 'remote' })
  expect(faults).toEqual([])
})

test('the page speaks Chinese, refuses what is no number, and a call without one has none', async ({ context }) => {
  const seat = await PhonePage.open(context, site, { user: '8001', tone: 440 })
  await seat.register()
  const citizen = await context.newPage()
  await citizen.setViewportSize({ width: 390, height: 844 })
  await citizen.goto(`${site.url}call?lang=zh-CN`)
  const number = citizen.getByRole('textbox', { name: '您的电话号码（选填）' })
  await number.fill('abc')
  await citizen.getByRole('button', { name: '拨打 12345' }).click()
  await expect(number).toHaveAttribute('aria-invalid', 'true')
  await number.fill('')
  await citizen.getByRole('button', { name: '拨打 12345' }).click()
  await expect(citizen.getByRole('status', { name: '通话状态' })).toHaveText('正在排队，前面还有 1 位')
  queue.serve()
  await seat.expectLeg({ state: 'offered', remote: { name: '', number: '' } })
  expect(await seat.send({ op: 'answer', legId: await seat.legId() })).toBe('done')
  await expect(citizen.getByRole('status', { name: '通话状态' })).toHaveText('通话中')
  // A citizen's page that is closed hangs up: it can not come back.
  await citizen.close()
  await seat.expectLeg({ state: 'ended', endReason: 'remote' })
})
