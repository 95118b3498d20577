import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { type Desk, deskTone } from '#tests/support/desk-driver.ts'
import { hotlineOfFile } from '#tests/support/hotline-of-file.ts'
import { hears } from '#tests/support/page-ear.ts'
import { levelAt, type SoundReader, soundReader } from '#tests/support/played-sound.ts'
import { toneSource } from '#tests/support/tones.ts'

const heard = -30
const silent = -50
const partyTone = 440

const hotline = hotlineOfFile()

const lamp = (desk: Desk, text: RegExp) => desk.page.getByRole('img', { name: text })
const wait = (page: Desk['page'], ms: number) =>
  page.evaluate((time) => new Promise<void>((resolve) => setTimeout(resolve, time)), ms)

async function inCall(number: string): Promise<Desk> {
  const desk = await hotline.desk('8001', true)
  const call = await hotline.calls(number)
  call.sendAudio(toneSource(partyTone))
  await expect(desk.button('Answer')).toBeVisible()
  await desk.page.keyboard.press('F2')
  await expect.poll(() => hears(desk.page, partyTone)).toBeGreaterThan(heard)
  await expect(lamp(desk, /^Recording$/)).toBeVisible()
  return desk
}
async function endCall(desk: Desk): Promise<void> {
  await desk.page.keyboard.press('F4')
  await expect(lamp(desk, /^Recording: no call/)).toBeVisible()
}
async function recordingOf(lead: SoundReader, number: string) {
  const callIds = async () => (await lead.calls()).filter(({ recorded }) => recorded).map(({ callId }) => callId)
  await expect.poll(async () => (await callIds()).length, number).toBeGreaterThan(0)
  const [callId = ''] = await callIds()
  await expect.poll(async () => (await lead.list(callId)).map(({ ended }) => ended)).toEqual([true])
  const [row] = await lead.list(callId)
  if (!row) throw new Error('no recording')
  return row
}
const samples = async (lead: SoundReader, recordingId: string, track: 'mix' | 'agent' | 'party') => {
  const sound = await lead.sound(recordingId, track)
  if (typeof sound === 'number') throw new Error(`refused: ${sound}`)
  return sound
}

test('each channel holds exactly its own tone, a hold is named and silent, and the mix holds both', async () => {
  const desk = await inCall('13800000031')
  await wait(desk.page, 4000)
  await desk.button('Hold').click()
  await expect(lamp(desk, /^Recording paused/)).toBeVisible()
  await wait(desk.page, 3000)
  await desk.button('Resume').click()
  await expect(lamp(desk, /^Recording$/)).toBeVisible()
  await wait(desk.page, 3000)
  await endCall(desk)

  const lead = await soundReader(hotline.url, '7001')
  const row = await recordingOf(lead, '13800000031')
  const held = row.spans.find(({ channel, kind }) => channel === 'party' && kind === 'held')
  if (!held) throw new Error(JSON.stringify(row.spans))
  expect(held.toMs - held.fromMs).toBeGreaterThan(2500)
  expect(row.ms - held.toMs).toBeGreaterThan(2500)
  // From the answer to the leave to record there is perhaps a moment; later only what a busy machine did not play is missing.
  const gaps = row.spans.filter(({ kind, fromMs }) => kind === 'gap' && fromMs > 2000 && fromMs < row.ms - 400)
  for (const { fromMs, toMs } of gaps) expect(toMs - fromMs).toBeLessThan(800)
  const talk = [held.fromMs / 1000 - 2, held.fromMs / 1000 - 0.5] as const
  const rest = [held.fromMs / 1000 + 0.3, held.toMs / 1000 - 0.3] as const
  const after = [held.toMs / 1000 + 0.7, held.toMs / 1000 + 2.2] as const
  const [agent, party, mix] = [
    await samples(lead, row.recordingId, 'agent'),
    await samples(lead, row.recordingId, 'party'),
    await samples(lead, row.recordingId, 'mix'),
  ]
  for (const part of [talk, after]) {
    expect(levelAt(party, partyTone, part)).toBeGreaterThan(heard)
    expect(levelAt(party, deskTone, part)).toBeLessThan(silent)
    expect(levelAt(agent, deskTone, part)).toBeGreaterThan(heard)
    expect(levelAt(agent, partyTone, part)).toBeLessThan(silent)
    expect(levelAt(mix, partyTone, part)).toBeGreaterThan(heard)
    expect(levelAt(mix, deskTone, part)).toBeGreaterThan(heard)
  }
  for (const sound of [agent, party, mix])
    for (const hertz of [partyTone, deskTone]) expect(levelAt(sound, hertz, rest)).toBeLessThan(-80)
})

test('a backend killed in mid-call: short, nothing is missing; long, the gap is named; the call goes on', async () => {
  test.setTimeout(120_000)
  const desk = await inCall('13800000032')
  await wait(desk.page, 3000)
  const killed = Date.now()
  await hotline.kill()
  await expect(lamp(desk, /server is away/)).toBeVisible()
  expect(await hears(desk.page, partyTone)).toBeGreaterThan(heard)
  await wait(desk.page, 1000)
  await hotline.startAgain()
  await expect(lamp(desk, /^Recording$/)).toBeVisible({ timeout: 20_000 })
  const short = Date.now()
  await wait(desk.page, 3000)
  await hotline.kill()
  await expect(lamp(desk, /server is away/)).toBeVisible()
  await wait(desk.page, 16_000)
  expect(await hears(desk.page, partyTone)).toBeGreaterThan(heard)
  await hotline.startAgain()
  await expect(lamp(desk, /^Recording$/)).toBeVisible({ timeout: 20_000 })
  await wait(desk.page, 2000)
  await endCall(desk)

  const lead = await soundReader(hotline.url, '7001')
  const row = await recordingOf(lead, '13800000032')
  const missing = (from: number, to: number) =>
    row.spans.filter(({ channel, kind, fromMs }) => {
      const at = row.startedAt + fromMs
      return channel === 'party' && kind === 'gap' && at > from && at < to
    })
  // Within the ten seconds that are kept, only what a busy machine did not play is missing.
  const kept = missing(killed, short)
  const awayMs = short - killed
  for (const { fromMs, toMs } of kept) expect(toMs - fromMs).toBeLessThan(Math.max(1000, awayMs - 8000))
  const gaps = missing(short, Date.now()).filter(({ fromMs, toMs }) => toMs - fromMs > 3000)
  expect(gaps, JSON.stringify(row.spans)).toHaveLength(1)
  for (const { channel, kind, fromMs, toMs } of row.spans)
    if (channel === 'agent' && kind === 'gap' && toMs - fromMs > 3000)
      // What was on its way when the backend died goes with it.
      expect(row.startedAt + fromMs).toBeGreaterThan(killed - 1000)
  const [gap] = gaps
  if (!gap) throw new Error('no gap')
  const party = await samples(lead, row.recordingId, 'party')
  expect(levelAt(party, partyTone, [1.6, gap.fromMs / 1000 - 0.1])).toBeGreaterThan(heard)
  expect(levelAt(party, partyTone, [gap.fromMs / 1000 + 0.2, gap.toMs / 1000 - 0.2])).toBeLessThan(-80)
  expect(levelAt(party, partyTone, [gap.toMs / 1000 + 0.2, gap.toMs / 1000 + 2])).toBeGreaterThan(heard)
})

test('the Calls page plays a recording under the name of who listens, and wants a reason first', async () => {
  const desk = await inCall('13800000033')
  await wait(desk.page, 2500)
  await endCall(desk)
  await desk.page.getByRole('link', { name: 'Calls' }).click()
  const row = desk.page.getByRole('row', { name: /13800000033/ })
  await row.getByRole('button', { name: 'Recording' }).click()
  const dialog = desk.page.getByRole('dialog', { name: 'Recording of the call' })
  await dialog.getByRole('button', { name: 'Play recording' }).click()
  await expect(dialog.getByText('Say why it is played', { exact: false })).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Reason for playing' }).fill('quality review')
  await dialog.getByRole('button', { name: 'Play recording' }).click()
  const player = dialog.getByRole('region', { name: 'Recording player' })
  await expect(player).toContainText(/8001 .+ \d{4}-\d\d-\d\d \d\d:\d\d/)
  const sound = player.locator('audio')
  await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeGreaterThan(2)
  const found = await new AxeBuilder({ page: desk.page })
    .include('[role=dialog]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
  ).toEqual([])
})
