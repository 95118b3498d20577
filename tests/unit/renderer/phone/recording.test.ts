import { describe, expect, it } from 'vitest'
import { ChannelClock } from '#renderer/phone/recording/channel-clock.ts'
import { quietOf } from '#renderer/phone/recording/quiet.rules.ts'
import { SoundRing } from '#renderer/phone/recording/sound-ring.ts'
import { createDecimator } from '#renderer/phone/worklet/decimator.ts'
import type { MixerLeg, MixerState } from '#shared/telephony/matrix.ts'

const answeredAt = 1_000_000
const block = (endMs: number) => ({ endedAt: answeredAt + endMs, pcm: new ArrayBuffer(3200) })

/** Level of a full-scale tone after the decimator, dB. */
function levelAfter(hertz: number): number {
  const out: number[] = []
  const take = createDecimator((sample) => out.push(sample))
  for (let n = 0; n < 48_000; n += 1) take(Math.sin((2 * Math.PI * hertz * n) / 48_000))
  const settled = out.slice(1000)
  const power = settled.reduce((sum, sample) => sum + sample * sample, 0) / settled.length
  return 10 * Math.log10(2 * power + 1e-12)
}

describe('The decimator', () => {
  it('lets speech through as it is, and folds nothing back from above', () => {
    for (const hertz of [200, 440, 1000, 3400, 6000]) expect(Math.abs(levelAfter(hertz))).toBeLessThan(0.3)
    for (const hertz of [8500, 9000, 12_000, 15_000, 20_000]) expect(levelAfter(hertz)).toBeLessThan(-60)
  })

  it('gives every third sample', () => {
    let count = 0
    const take = createDecimator(() => {
      count += 1
    })
    for (let n = 0; n < 4800; n += 1) take(0)
    expect(count).toBe(1600)
  })
})

describe('The clock of a channel', () => {
  it('counts, so that late wake-ups make no holes', () => {
    const clock = new ChannelClock('party', answeredAt)
    const starts = [100, 230, 290, 405].map((endMs) => clock.place(block(endMs))?.startMs)
    expect(starts).toEqual([0, 100, 200, 300])
  })

  it('believes the time again after the computer slept', () => {
    const clock = new ChannelClock('party', answeredAt)
    clock.place(block(100))
    expect(clock.place(block(60_100))?.startMs).toBe(60_000)
  })

  it('gives nothing while it is quiet, and one span that touches the sound on both sides', () => {
    const clock = new ChannelClock('party', answeredAt)
    clock.place(block(100))
    expect(clock.setQuiet('held', answeredAt + 130)).toBe(true)
    expect(clock.setQuiet('held', answeredAt + 140)).toBe(false)
    expect(clock.place(block(200))).toBeNull()
    clock.setQuiet(null, answeredAt + 5030)
    // It began while the party was still on hold.
    expect(clock.place(block(5100))).toBeNull()
    const starts = [5200, 5300, 5400].map((endMs) => clock.place(block(endMs))?.startMs)
    expect(starts).toEqual([5100, 5200, 5300])
    expect(clock.spans).toEqual([{ channel: 'party', kind: 'held', fromMs: 100, toMs: 5100 }])
  })
})

describe('The ring', () => {
  const frame = (startMs: number) => ({ channel: 'party' as const, startMs, pcm: new Uint8Array(3200) })

  it('keeps the last ten seconds', () => {
    const ring = new SoundRing()
    const kept = Array.from({ length: 120 }, (_, n) => ring.put(frame(n * 100)))
    expect(kept.indexOf(false)).toBe(100)
    expect(ring.frames.map(({ startMs }) => startMs)).toEqual(Array.from({ length: 100 }, (_, n) => 2000 + n * 100))
  })

  it('forgets what is stored, of each channel its own', () => {
    const ring = new SoundRing()
    for (const startMs of [0, 100, 200]) ring.put(frame(startMs))
    ring.put({ ...frame(0), channel: 'agent' })
    ring.stored({ agent: 0, party: 200 })
    expect(ring.frames.map(({ channel, startMs }) => [channel, startMs])).toEqual([
      ['party', 200],
      ['agent', 0],
    ])
  })
})

describe('Why a channel is quiet', () => {
  const leg = (id: string, more: Partial<MixerLeg> = {}): MixerLeg => ({
    id,
    role: 'party',
    live: true,
    held: false,
    muted: false,
    ...more,
  })
  const talk = (legs: MixerLeg[], more: Partial<MixerState> = {}): MixerState => ({
    legs,
    microphoneMuted: false,
    privateWith: null,
    toneTo: 'nobody',
    ...more,
  })

  it('is what the matrix says: talk, mute, hold, a private talk with another', () => {
    expect(quietOf(talk([leg('a')]), 'a')).toEqual({ agent: null, party: null })
    expect(quietOf(talk([leg('a')], { microphoneMuted: true }), 'a')).toEqual({ agent: 'muted', party: null })
    expect(quietOf(talk([leg('a', { held: true })]), 'a')).toEqual({ agent: 'held', party: 'held' })
    const aside = talk([leg('a'), leg('b')], { privateWith: 'b' })
    expect(quietOf(aside, 'a')).toEqual({ agent: 'held', party: 'held' })
    expect(quietOf(aside, 'b')).toEqual({ agent: null, party: null })
  })
})
