import { expect, test } from '@playwright/test'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type Desk, deskTone } from '#tests/support/desk-driver.ts'
import { becomeReady } from '#tests/support/hotline.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'
import { hears, installEar } from '#tests/support/page-ear.ts'
import { installMouth } from '#tests/support/page-mouth.ts'
import { record, toneLevel, toneSource } from '#tests/support/tones.ts'

const hotline = hotlineOfFile()

const level = async (call: PartyCall, hertz: number) =>
  toneLevel(await record(call.onAudio, { ms: 300, skipMs: 100 }), hertz)
const names = ['Hold', 'Resume', 'Mute', 'Unmute', 'Ready', 'Not ready', 'Answer', 'Reject', 'Finish wrap-up'] as const
/** Which of the names are on the page now. */
const shown = async (desk: Desk) => {
  const there: string[] = []
  for (const name of names) if ((await desk.button(name).count()) > 0) there.push(name)
  return there
}
const pressed = (desk: Desk, key: string, more: { isComposing?: boolean; keyCode?: number } = {}) =>
  desk.page.evaluate(
    ([name, init]) => {
      const event = new KeyboardEvent('keydown', { key: name, code: name, bubbles: true, cancelable: true, ...init })
      ;(document.activeElement ?? document.body).dispatchEvent(event)
      return event.defaultPrevented
    },
    [key, more] as const,
  )

test('pairs are one button, offers come and go, keys wait for a composition, wrap-up counts and ends', async () => {
  const desk = await hotline.desk('8001')
  expect(await shown(desk)).toEqual(['Hold', 'Mute', 'Ready'])
  for (const name of ['Hold', 'Mute', 'Hang up', 'Consult', 'Transfer', 'Conference'])
    await expect(desk.button(name)).toBeDisabled()
  expect(await pressed(desk, 'F2')).toBe(true)
  await becomeReady(desk)
  expect(await shown(desk)).toEqual(['Hold', 'Mute', 'Not ready'])

  const call = await hotline.calls('13800000001')
  call.sendAudio(toneSource(440))
  await expect(desk.seatState()).toContainText('Ringing')
  await expect(desk.button('Answer')).toBeVisible()
  expect(await shown(desk)).toEqual(['Hold', 'Mute', 'Not ready', 'Answer', 'Reject'])
  await pressed(desk, 'F2', { isComposing: true })
  await pressed(desk, 'F2', { keyCode: 229 })
  await expect(desk.button('Answer')).toBeVisible()
  await expect(desk.seatState()).toContainText('Ringing')
  await desk.page.keyboard.press('F2')
  await expect(desk.seatState()).toContainText('Talking')
  expect(await shown(desk)).toEqual(['Hold', 'Mute', 'Not ready'])
  const legs = desk.page.getByRole('region', { name: 'Phone bar' }).getByRole('list', { name: 'Legs' })
  await expect(legs.getByRole('listitem').filter({ hasText: '13800000001' })).toHaveCount(1)
  await expect(desk.page.getByRole('status', { name: 'Call state' })).toContainText('Talking')
  await expect(desk.page.getByRole('region', { name: 'Caller' })).toContainText('13800000001')
  await expect.poll(() => level(call, deskTone)).toBeGreaterThan(-30)

  await desk.button('Mute').click()
  await expect(desk.button('Unmute')).toBeVisible()
  expect(await shown(desk)).toEqual(['Hold', 'Unmute', 'Not ready'])
  await expect.poll(() => level(call, deskTone)).toBeLessThan(-50)
  await desk.button('Unmute').click()
  await expect.poll(() => level(call, deskTone)).toBeGreaterThan(-30)

  await desk.button('Keypad').click()
  const pad = desk.page.getByRole('dialog', { name: 'Keypad' })
  for (const key of ['1', '#']) await pad.getByRole('button', { name: key, exact: true }).click()
  await expect(pad.getByRole('textbox', { name: 'Keys sent' })).toHaveValue('1#')
  await desk.page.keyboard.press('Escape')

  await desk.page.keyboard.press('F10')
  await expect(desk.page.getByRole('menuitem').first()).toBeFocused()
  await desk.page.keyboard.press('Enter')
  await expect(desk.seatState()).toContainText('then not ready')
  await expect(desk.button('Ready')).toBeVisible()
  await desk.page.keyboard.press('F4')
  await expect(desk.seatState()).toContainText('Wrap-up')
  await expect.poll(() => call.state.kind).toBe('ended')
  const countdown = async () => {
    const [, minutes, seconds] = /(\d+):(\d\d)/.exec((await desk.seatState().locator('..').textContent()) ?? '') ?? []
    return Number(minutes) * 60 + Number(seconds)
  }
  const before = await countdown()
  await expect.poll(countdown).toBeLessThan(before)
  await desk.button('Extend').click()
  await expect.poll(countdown).toBeGreaterThan(before)
  await expect(desk.button('Extend')).toBeDisabled()
  await desk.button('Finish wrap-up').click()
  await expect(desk.seatState()).toContainText('Not ready')
  expect(await shown(desk)).toEqual(['Hold', 'Mute', 'Ready'])
})

test('a call nobody answers for 15 s makes the seat not ready and goes on to the next seat at its old place', async () => {
  const first = await hotline.desk('8002', true)
  const call = await hotline.calls('13800000002')
  await expect(first.button('Answer')).toBeVisible()
  const later = await hotline.calls('13800000003')
  const rang = Date.now()
  const second = await hotline.desk('8003')
  await expect(first.seatState()).toContainText('did not answer', { timeout: 20_000 })
  expect(Date.now() - rang).toBeGreaterThan(11_000)
  await expect(first.button('Answer')).toHaveCount(0)
  await becomeReady(second)
  await expect(second.page.getByRole('region', { name: 'Phone bar' })).toContainText('13800000002')
  await second.button('Reject').click()
  await expect(second.seatState()).toContainText('rejected a call')
  expect([call.state.kind, later.state.kind]).not.toContain('ended')
  await becomeReady(first)
  await expect(first.page.getByRole('region', { name: 'Phone bar' })).toContainText('13800000002')
  await call.hangUp()
  await expect(first.page.getByRole('region', { name: 'Phone bar' })).toContainText('13800000003')
  await first.page.keyboard.press('F2')
  await expect(first.seatState()).toContainText('Talking')
  await later.hangUp()
  await expect(first.seatState()).toContainText('Wrap-up')
})

test('a SIP client that registers as a seat without a desk is called like one', async () => {
  const rung: PartyCall[] = []
  await hotline.party('8009', (call) => void rung.push(call))
  const call = await hotline.calls('13800000004')
  await expect.poll(() => rung.length).toBe(1)
  await rung[0]?.answer()
  await expect.poll(() => call.state.kind).toBe('established')
  rung[0]?.sendAudio(toneSource(700))
  await expect.poll(() => level(call, 700)).toBeGreaterThan(-30)
  await call.hangUp()
  await expect.poll(() => rung[0]?.state.kind).toBe('ended')
})

test('an agent dials from the keypad, is rung back by voice, and wraps up', async () => {
  const rung: PartyCall[] = []
  await hotline.party('9001', (call) => void rung.push(call))
  const desk = await hotline.desk('8004')
  await desk.button('Keypad').click()
  const pad = desk.page.getByRole('dialog', { name: 'Keypad' })
  await pad.getByRole('textbox', { name: 'Number' }).fill('9001')
  await desk.page.keyboard.press('Enter')
  await expect.poll(() => rung.length).toBe(1)
  await rung[0]?.answer()
  await expect(desk.seatState()).toContainText('Talking')
  rung[0]?.sendAudio(toneSource(600))
  await expect.poll(() => hears(desk.page, 600)).toBeGreaterThan(-30)
  await desk.button('Hang up').click()
  await expect.poll(() => rung[0]?.state.kind).toBe('ended')
  await expect(desk.seatState()).toContainText('Wrap-up')
})

test('a citizen calls from the web phone in another browser, and both hear each other', async ({ browser }) => {
  const desk = await hotline.desk('8005', true)
  const context = await browser.newContext({ permissions: ['microphone'] })
  const page = await context.newPage()
  await installEar(page)
  await installMouth(page, 500)
  await page.goto(`${hotline.url}call?lang=en`)
  await page.getByRole('textbox', { name: /Your phone number/ }).fill('13900000005')
  await page.getByRole('button', { name: 'Call 12345' }).click()
  await expect(desk.button('Answer')).toBeVisible()
  await expect(desk.page.getByRole('region', { name: 'Phone bar' })).toContainText('13900000005')
  await desk.button('Answer').click()
  await expect.poll(() => hears(desk.page, 500)).toBeGreaterThan(-30)
  await expect.poll(() => hears(page, deskTone)).toBeGreaterThan(-30)
  await desk.button('Hold').click()
  await expect(page.getByRole('status', { name: 'Call state' })).toContainText('on hold')
  await expect.poll(() => hears(page, deskTone)).toBeLessThan(-50)
  await desk.button('Resume').click()
  await expect.poll(() => hears(page, deskTone)).toBeGreaterThan(-30)
  await page.getByRole('button', { name: 'Hang up' }).click()
  await expect(desk.seatState()).toContainText('Wrap-up')
  await context.close()
})
