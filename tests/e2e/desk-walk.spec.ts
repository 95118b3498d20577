import { expect, test } from '@playwright/test'
import { createParty, type Party } from '#server/sandbox/party/party.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type Desk, deskTone, openDesk } from '#tests/support/desk-driver.ts'
import { hears } from '#tests/support/page-ear.ts'
import { type DataFolder, preparedData, type Sandbox, startSandbox } from '#tests/support/sandbox.ts'
import { record, toneLevel, toneSource } from '#tests/support/tones.ts'

const citizenTone = 440
const parties: Party[] = []
let data: DataFolder
let sandbox: Sandbox

test.beforeEach(async () => {
  data = await preparedData()
  sandbox = await startSandbox({ data: data.path })
})
test.afterEach(async ({ browser }) => {
  for (const context of browser.contexts()) await context.close()
  for (const party of parties.splice(0)) await party.dispose()
  await sandbox.stop()
  data.remove()
})

async function citizenCalls(number: string): Promise<PartyCall> {
  const citizen = createParty({
    url: sandbox.sip,
    user: `citizen-${number}`,
    domain: 'sandbox.lianxian',
    password: 'lianxian',
  })
  parties.push(citizen)
  await citizen.register()
  return citizen.call('12345')
}

async function readyDesk(desk: Desk): Promise<void> {
  await expect(desk.seatState()).toContainText('Not ready')
  await expect(desk.button('Ready')).toBeEnabled()
  await desk.page.keyboard.press('F10')
  await expect(desk.seatState()).toContainText(/^(?!.*Not ready).*Ready/)
}

async function fillTicket(desk: Desk): Promise<void> {
  await desk.choose('Type', '求助')
  await desk.choose('Matter', 'ldbl')
  await desk.choose('Place', '河东区')
  await desk.choose('Place', '河东区大王庄街道')
  await desk.field('Title').fill('河东区大王庄街道路灯不亮')
  await desk.field('Content').fill('市民来电反映：河东区大王庄街道一处路灯连续三晚不亮，夜间出行不便。诉求：尽快维修。')
  await desk.choose('Handling', '转办')
  await desk.choose('Lead unit', '河东区城市管理委')
}

test('a citizen calls, the agent answers by key, both hear each other, the ticket is written, submitted and outlives a restart', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const desk = await openDesk(browser, sandbox.url, '8001')
  await readyDesk(desk)
  const call = await citizenCalls('14200001234')
  call.sendAudio(toneSource(citizenTone))
  await expect(desk.button('Answer')).toBeVisible()
  await expect(desk.seatState()).toContainText('Ringing')
  await desk.page.keyboard.press('F2')
  await expect(desk.seatState()).toContainText('Talking')

  await expect.poll(() => hears(desk.page, citizenTone)).toBeGreaterThan(-30)
  const heard = await record(call.onAudio, { ms: 400, skipMs: 300 })
  expect(toneLevel(heard, deskTone)).toBeGreaterThan(-30)
  expect(toneLevel(heard, citizenTone)).toBeLessThan(-50)

  await desk.page.keyboard.press('F3')
  await expect(desk.seatState()).toContainText('Hold')
  const onHold = await record(call.onAudio, { ms: 400, skipMs: 300 })
  expect(toneLevel(onHold, deskTone)).toBeLessThan(-50)
  await desk.page.keyboard.press('F3')
  await expect(desk.seatState()).toContainText('Talking')

  await expect(desk.field('Phone')).toHaveValue(/14200001234/)
  await fillTicket(desk)
  await desk.page.keyboard.press('Control+Enter')
  const state = desk.page.getByRole('status', { name: 'Ticket state' })
  await expect(state).toContainText(/Submitted TJ\d{14}/)
  const ticketNo = /TJ\d{14}/.exec((await state.textContent()) ?? '')?.[0] ?? ''

  await desk.page.keyboard.press('F4')
  await expect(desk.seatState()).toContainText('Wrap-up')
  await desk.button('Finish wrap-up').click()
  await expect(desk.seatState()).toContainText('Ready')
  await expect.poll(() => call.state.kind).toBe('ended')

  await sandbox.kill()
  sandbox = await startSandbox({ data: data.path })
  const again = await openDesk(browser, sandbox.url, '8001')
  await expect(again.seatState()).toBeVisible()
  await again.page.goto(`${sandbox.url}?lang=en#/tickets`)
  await expect(again.page.getByRole('row', { name: new RegExp(ticketNo) })).toContainText('河东区大王庄街道路灯不亮')
})

test('a draft outlives a reload of the page and a kill of the backend, and submitting while it is away arrives once', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const desk = await openDesk(browser, sandbox.url, '8002')
  await expect(desk.seatState()).toContainText('Not ready')
  await desk.button('New ticket').click()
  await fillTicket(desk)
  await desk.field('Phone').fill('13800001111')
  await desk.page.reload()
  await expect(desk.field('Title')).toHaveValue('河东区大王庄街道路灯不亮')
  await expect(desk.field('Phone')).toHaveValue('13800001111')

  const port = Number(new URL(sandbox.url).port)
  await sandbox.kill()
  await desk.field('Address').fill('八纬路 12 号')
  await desk.page.keyboard.press('Control+Enter')
  const state = desk.page.getByRole('status', { name: 'Ticket state' })
  await expect(state).toContainText('Waiting for the network')
  sandbox = await startSandbox({ data: data.path, port })
  await expect(state).toContainText(/Submitted TJ\d{14}/, { timeout: 30_000 })
  await desk.page.goto(`${sandbox.url}?lang=en#/tickets`)
  await expect(desk.page.getByRole('row', { name: /路灯不亮/ })).toHaveCount(1)
})
