import { expect, type Locator, test } from '@playwright/test'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { encodeCallData, parseCallData } from '#shared/contract/call-data.schema.ts'
import { homeCity } from '#shared/telephony/hotline-cities.ts'
import type { Desk } from '#tests/support/desk-driver.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'
import { record, toneLevel, toneSource } from '#tests/support/tones.ts'

const hotline = hotlineOfFile()

/** 廊坊热线 of the sandbox's directory. */
const langfang = { number: '64012', user: 'citizen-64012' }
const box = ({ page }: Desk): Locator => page.getByRole('searchbox', { name: 'Search directory' })
const legs = ({ page }: Desk): Locator => page.getByRole('list', { name: 'Legs' }).getByRole('listitem')
const caller = ({ page }: Desk): Locator => page.getByRole('region', { name: 'Caller', exact: true })
const cameTo = (call: PartyCall | undefined) => {
  const header = call?.header('User-to-User') ?? ''
  return { header, data: parseCallData(header.split(';')[0] ?? '') }
}
const level = async (at: PartyCall, hertz: number) =>
  toneLevel(await record(at.onAudio, { ms: 300, skipMs: 300 }), hertz)

/** A seat that talks with a citizen about a street lamp, and has written so. */
async function inCall(seat: string, number: string): Promise<{ desk: Desk; call: PartyCall }> {
  const desk = await hotline.desk(seat, true)
  const call = await hotline.calls(number)
  await desk.button('Answer').click()
  await expect(desk.seatState()).toContainText('Talking')
  await desk.field('Title').fill('廊坊界内路灯不亮')
  await desk.choose('Matter', 'ldbl')
  await expect(desk.page.getByRole('status', { name: 'Ticket state' })).toContainText('In step')
  return { desk, call }
}

test('by keys alone a caller is consulted about with another city and transferred there; the matter goes along, the words do not', async () => {
  const asked: PartyCall[] = []
  await hotline.party(langfang.user, (incoming) => {
    asked.push(incoming)
    void incoming.answer()
  })
  const { desk, call } = await inCall('8001', '13800000041')
  call.sendAudio(toneSource(440))
  await desk.page.keyboard.press('F6')
  await box(desk).fill(langfang.number)
  await box(desk).press('Enter')
  await expect(legs(desk)).toHaveCount(2)
  await expect(desk.button('Transfer')).toBeEnabled()
  const [there] = asked
  if (!there) throw new Error('the other city was not called')
  const { header, data } = cameTo(there)
  expect(data).toMatchObject({ city: homeCity, matter: expect.stringMatching(/^\d{6}$/), confidential: false })
  expect(Buffer.from(header.split(';')[0] ?? '', 'hex').toString()).not.toMatch(/13800000041|路灯/)

  there.sendAudio(toneSource(660))
  await desk.page.keyboard.press('F8')
  await expect(desk.seatState()).toContainText('Wrap-up')
  await expect.poll(() => level(call, 660)).toBeGreaterThan(-15)
  await expect.poll(() => level(there, 440)).toBeGreaterThan(-15)
})

test('a caller sent there blind takes the data along; somebody else gets none', async () => {
  const asked: PartyCall[] = []
  const answer = (incoming: PartyCall) => {
    asked.push(incoming)
    void incoming.answer()
  }
  await hotline.party(langfang.user, answer)
  await hotline.party('citizen-65001', answer)
  const first = await inCall('8002', '13800000042')
  await first.desk.page.keyboard.press('F8')
  await box(first.desk).fill(langfang.number)
  await box(first.desk).press('Enter')
  await expect(first.desk.seatState()).toContainText('Wrap-up')
  expect(cameTo(asked[0]).data).toMatchObject({ city: homeCity, matter: expect.stringMatching(/^\d{6}$/) })

  const second = await inCall('8003', '13800000043')
  await second.desk.page.keyboard.press('F8')
  await box(second.desk).fill('65001')
  await box(second.desk).press('Enter')
  await expect(second.desk.seatState()).toContainText('Wrap-up')
  expect(asked).toHaveLength(2)
  expect(cameTo(asked[1]).header).toBe('')
})

test('a call another city hands over says at the ring where it comes from and what about', async () => {
  const desk = await hotline.desk('8004', true)
  const them = await hotline.party(langfang.user)
  const data = { callId: 'lf-1', city: '131000', matter: '190305', place: '131002', ticketNo: 'LF2026112600007' }
  const hex = encodeCallData({ ...data, urgency: 'critical', language: 'ko', confidential: false })
  const call = await them.call('12345', [`User-to-User: ${hex};purpose=lianxian-call;encoding=hex`])
  await expect(desk.button('Answer')).toBeVisible()
  const card = caller(desk).getByRole('region', { name: 'From 廊坊 12345' })
  await expect(card).toContainText('131002')
  await expect(card).toContainText('Critical · Their ticket LF2026112600007 · Language: Korean')
  await desk.page.keyboard.press('F2')
  await expect(desk.seatState()).toContainText('Talking')
  await expect(card).toBeVisible()
  await call.hangUp()
})
