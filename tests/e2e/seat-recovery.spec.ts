import { type Browser, expect, type Page, test } from '@playwright/test'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type Desk, deskTone } from '#tests/support/desk-driver.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'
import { hears, installEar } from '#tests/support/page-ear.ts'
import { installMouth } from '#tests/support/page-mouth.ts'
import { record, toneLevel, toneSource } from '#tests/support/tones.ts'

const hotline = hotlineOfFile()

const level = async (call: PartyCall, hertz: number) =>
  toneLevel(await record(call.onAudio, { ms: 300, skipMs: 100 }), hertz)

async function inCall(seat: string, number: string): Promise<{ desk: Desk; call: PartyCall }> {
  const desk = await hotline.desk(seat, true)
  const call = await hotline.calls(number)
  call.sendAudio(toneSource(440))
  await expect(desk.button('Answer')).toBeVisible()
  await desk.page.keyboard.press('F2')
  await expect.poll(() => hears(desk.page, 440)).toBeGreaterThan(-30)
  await expect.poll(() => level(call, deskTone)).toBeGreaterThan(-30)
  return { desk, call }
}

test('a desk that reloads in a call is back in it within 5 s, with its buttons', async () => {
  const { desk, call } = await inCall('8001', '13800000011')
  await desk.page.reload()
  const at = Date.now()
  await expect.poll(() => level(call, deskTone), { intervals: [50] }).toBeGreaterThan(-30)
  expect(Date.now() - at).toBeLessThan(5000)
  await expect(desk.seatState()).toContainText('Talking')
  await expect.poll(() => hears(desk.page, 440)).toBeGreaterThan(-30)
  await expect(desk.page.getByRole('region', { name: 'Caller' })).toContainText('13800000011')
  await desk.button('Hold').click()
  await expect(desk.seatState()).toContainText('Hold')
  await desk.page.reload()
  await expect(desk.button('Resume')).toBeEnabled()
  await expect(desk.seatState()).toContainText('Hold')
  expect(await level(call, deskTone)).toBeLessThan(-50)
  await desk.button('Resume').click()
  await expect.poll(() => level(call, deskTone)).toBeGreaterThan(-30)
  await expect(desk.seatState()).toContainText('Talking')
  await desk.page.keyboard.press('F4')
  await expect.poll(() => call.state.kind).toBe('ended')
  await expect(desk.seatState()).toContainText('Wrap-up')
})

/** A citizen with the web phone in a browser of its own: it comes back after an outage, as a telephone exchange would. */
async function webCitizen(browser: Browser, number: string): Promise<Page> {
  const context = await browser.newContext({ permissions: ['microphone'] })
  const page = await context.newPage()
  await installEar(page)
  await installMouth(page, 440)
  await page.goto(`${hotline.url}call?lang=en`)
  await page.getByRole('textbox', { name: /Your phone number/ }).fill(number)
  await page.getByRole('button', { name: 'Call 12345' }).click()
  return page
}

for (const end of ['the agent', 'the citizen'] as const) {
  test(`the backend is killed in mid-call: the talk goes on, all is in step within seconds of its return, and ${end} hangs up for both`, async ({
    browser,
  }) => {
    test.setTimeout(90_000)
    const desk = await hotline.desk(end === 'the agent' ? '8002' : '8005', true)
    const citizen = await webCitizen(browser, '13800000012')
    await expect(desk.button('Answer')).toBeVisible()
    await desk.page.keyboard.press('F2')
    await expect.poll(() => hears(citizen, deskTone)).toBeGreaterThan(-30)
    await hotline.kill()
    const lost = desk.page.getByText('The connection to the server is lost', { exact: false })
    await expect(lost).toBeVisible()
    expect(await hears(citizen, deskTone)).toBeGreaterThan(-30)
    expect(await hears(desk.page, 440)).toBeGreaterThan(-30)
    await desk.button('Mute').click()
    await expect.poll(() => hears(citizen, deskTone)).toBeLessThan(-50)
    await desk.button('Unmute').click()
    await expect.poll(() => hears(citizen, deskTone)).toBeGreaterThan(-30)

    await hotline.startAgain()
    const back = Date.now()
    await expect(lost).toHaveCount(0)
    await expect(desk.page.getByRole('img', { name: 'Phone is ready' })).toBeVisible()
    await expect(desk.seatState()).toContainText('Talking')
    expect(Date.now() - back).toBeLessThan(10_000)
    await desk.button('Hold').click()
    await expect(desk.seatState()).toContainText('Hold')
    await desk.button('Resume').click()
    await expect(desk.seatState()).toContainText('Talking')
    await expect.poll(() => hears(citizen, deskTone)).toBeGreaterThan(-30)
    await (end === 'the agent' ? desk.button('Hang up') : citizen.getByRole('button', { name: 'Hang up' })).click()
    await expect(citizen.getByRole('status', { name: 'Call state' })).toContainText('ended')
    await expect(desk.page.getByRole('status', { name: 'Call state' })).toContainText('No call')
    await expect(desk.seatState()).toContainText('Wrap-up')
    await desk.button('Finish wrap-up').click()
    await expect(desk.seatState()).toContainText(/^Ready/)
    await citizen.context().close()
  })
}

test('the backend dies while one call rings and one waits: both citizens are told, and the seat takes the next call', async ({
  browser,
}) => {
  const desk = await hotline.desk('8006', true)
  const ringing = await webCitizen(browser, '13800000015')
  await expect(desk.button('Answer')).toBeVisible()
  const waiting = await webCitizen(browser, '13800000016')
  await expect(waiting.getByRole('status', { name: 'Call state' })).toContainText('queue')
  await hotline.kill()
  for (const page of [ringing, waiting])
    await expect(page.getByRole('status', { name: 'Call state' })).toContainText('broke off')
  await expect(desk.button('Answer')).toHaveCount(0)
  await expect(desk.page.getByRole('status', { name: 'Call state' })).toContainText('No call')
  await hotline.startAgain()
  await expect(desk.seatState()).toContainText(/^Ready/)
  await ringing.getByRole('button', { name: 'Call 12345' }).click()
  await expect(desk.button('Answer')).toBeVisible()
  await ringing.getByRole('button', { name: 'Hang up' }).click()
  await expect(desk.seatState()).toContainText(/^Ready/)
  for (const page of [ringing, waiting]) await page.context().close()
})

test('a citizen who does not come back after a restart is given up, and the seat is told', async () => {
  const { desk, call } = await inCall('8003', '13800000013')
  await hotline.kill()
  await call.hangUp().catch(() => undefined)
  await hotline.startAgain()
  await expect(desk.seatState()).toContainText('Wrap-up', { timeout: 15_000 })
  await expect(desk.page.getByRole('status', { name: 'Call state' })).toContainText('No call')
})
