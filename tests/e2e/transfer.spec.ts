import { expect, type Locator, test } from '@playwright/test'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import type { Desk } from '#tests/support/desk-driver.ts'
import { becomeReady } from '#tests/support/hotline.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'
import { record, toneLevel, toneSource } from '#tests/support/tones.ts'

const hotline = hotlineOfFile()

const box = ({ page }: Desk): Locator => page.getByRole('searchbox', { name: 'Search directory' })
const option = ({ page }: Desk, name: RegExp): Locator => page.getByRole('option', { name })
const legs = ({ page }: Desk): Locator => page.getByRole('list', { name: 'Legs' }).getByRole('listitem')
const caller = ({ page }: Desk): Locator => page.getByRole('region', { name: 'Caller', exact: true })

/** A seat that talks with a citizen. */
async function inCall(seat: string, number: string): Promise<{ desk: Desk; call: PartyCall }> {
  const desk = await hotline.desk(seat, true)
  const call = await hotline.calls(number)
  await desk.button('Answer').click()
  await expect(desk.seatState()).toContainText('Talking')
  return { desk, call }
}

test('by F8 a caller goes to the foreign-language queue, and its seat reads what the first one wrote', async () => {
  const { desk, call } = await inCall('8001', '13800000031')
  await desk.field('Title').fill('外籍人员租房备案')
  await desk.field('Content').fill('来电人说英语，询问租房备案材料')
  await expect(desk.page.getByRole('status', { name: 'Ticket state' })).toContainText('In step')
  await desk.page.keyboard.press('F6')
  await expect(option(desk, /外语.*Nobody waits/)).toBeHidden()
  await desk.page.keyboard.press('F8')
  await expect(option(desk, /外语.*Nobody waits/)).toBeVisible()
  await box(desk).fill('66002')
  await box(desk).press('Enter')
  await expect(desk.seatState()).toContainText('Wrap-up')
  expect(call.state.kind).toBe('established')

  const second = await inCall('8002', '13800000032')
  await second.desk.page.keyboard.press('F8')
  await expect(option(second.desk, /外语.*1 waiting, longest/)).toBeVisible()
  await box(second.desk).press('Escape')

  const next = await hotline.desk('8201')
  await becomeReady(next)
  await next.button('Answer').click()
  await expect(next.seatState()).toContainText('Talking')
  await expect(caller(next)).toContainText('13800000031')
  await expect(caller(next)).toContainText('Handed on by 8001')
  await expect(caller(next)).toContainText('外籍人员租房备案')
  await expect(caller(next)).toContainText('来电人说英语')
  await call.hangUp()
  await expect(next.seatState()).toContainText('Wrap-up')
})

test('a transfer that rings is taken back; one that is refused brings the caller back with the reason', async () => {
  const rung: PartyCall[] = []
  await hotline.party('9002', (incoming) => void rung.push(incoming))
  const { desk, call } = await inCall('8003', '13800000033')
  await desk.page.keyboard.press('F8')
  await box(desk).fill('9002')
  await box(desk).press('Enter')
  await expect(legs(desk).filter({ hasText: '9002' })).toBeVisible()
  await expect.poll(() => rung.length).toBe(1)
  await desk.button('Take back').click()
  await expect(legs(desk)).toHaveCount(1)
  await expect(desk.seatState()).toContainText('Talking')
  await expect.poll(() => rung[0]?.state.kind).toBe('ended')

  await desk.page.keyboard.press('F8')
  await box(desk).fill('9002')
  await box(desk).press('Enter')
  await expect.poll(() => rung.length).toBe(2)
  await rung[1]?.reject(603)
  await expect(
    desk.page
      .getByText(/transfer/i)
      .filter({ hasText: /refused|rejected|declined/i })
      .first(),
  ).toBeVisible()
  await expect(desk.seatState()).toContainText('Talking')
  expect(call.state.kind).toBe('established')
})

test('consulted, joined and left: citizen and expert hear each other, and the agent wraps up', async () => {
  const asked: PartyCall[] = []
  await hotline.party('9001', (incoming) => {
    asked.push(incoming)
    void incoming.answer()
  })
  const { desk, call } = await inCall('8004', '13800000034')
  call.sendAudio(toneSource(440))
  await desk.page.keyboard.press('F6')
  await box(desk).fill('9001')
  await box(desk).press('Enter')
  await expect(legs(desk)).toHaveCount(2)
  await desk.button('Conference').click()
  await expect(desk.button('Split')).toBeVisible()
  const [expert] = asked
  if (!expert) throw new Error('the expert was not called')
  expert.sendAudio(toneSource(660))
  await desk.button('Leave').click()
  await expect(desk.seatState()).toContainText('Wrap-up')
  const level = async (at: PartyCall, hertz: number) =>
    toneLevel(await record(at.onAudio, { ms: 300, skipMs: 300 }), hertz)
  await expect.poll(() => level(call, 660)).toBeGreaterThan(-15)
  await expect.poll(() => level(expert, 440)).toBeGreaterThan(-15)
  expect(call.remoteUser).toBe('9001')
})
