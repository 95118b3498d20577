import { describe, expect, it } from 'vitest'
import { levelOf } from '#server/sandbox/citizens/sound-level.ts'
import { hearFrame, silentVoice } from '#server/sandbox/citizens/voice-activity.rules.ts'

/** States after each 20 ms of the given levels. */
function hear(levels: readonly number[]) {
  let state = silentVoice
  return levels.map((level) => {
    state = hearFrame(state, level)
    return state.talking
  })
}
const frames = (ms: number, level: number) => Array.from({ length: ms / 20 }, () => level)
/** Syllables: 160 ms of voice, 60 ms of near silence. */
const speech = (ms: number) => Array.from({ length: ms / 20 }, (_, index) => (index % 11 < 8 ? -22 : -50))

describe('hearing whether somebody speaks', () => {
  it('notices speech within 100 ms and its end 700 ms later, not the gaps between syllables', () => {
    const heard = hear([...frames(1000, -75), ...speech(3000), ...frames(2000, -75)])
    expect(heard.indexOf(true) * 20).toBeLessThanOrEqual(1100)
    const [first, last] = [heard.indexOf(true), heard.lastIndexOf(true)]
    expect(heard.slice(first, last).every(Boolean)).toBe(true)
    expect(last * 20).toBeGreaterThanOrEqual(4000)
    expect(last * 20).toBeLessThanOrEqual(4720)
  })

  it('goes on hearing a talk of half a minute', () => {
    const heard = hear([...frames(1000, -70), ...speech(30_000)])
    expect(heard.slice(60).every(Boolean)).toBe(true)
  })

  it('ends although something beeps twice a second, and takes the beeping itself for nothing', () => {
    // As a browser's pretended microphone beeps, through the desk's mixer: a short peak and a long tail.
    const tail = [-66, -8, -19, -28, -35, -37, -40, -44, -48, -53, -58, -63, -69, -75]
    const beeps = (ms: number) => Array.from({ length: ms / 20 }, (_, index) => tail[index % 25] ?? -90)
    expect(hear(beeps(20_000))).not.toContain(true)
    const heard = hear([...frames(1000, -75), ...speech(2000), ...beeps(3000)])
    expect(heard.lastIndexOf(true) * 20).toBeLessThanOrEqual(4200)
  })

  it('takes hum and hall noise for background within 5 s, though packets come late now and then', () => {
    for (const level of [-13, -27, -40]) {
      const noise = Array.from({ length: 500 }, (_, n) => (n % 40 === 0 ? -90 : level + (n % 5)))
      expect(hear(noise).slice(250)).not.toContain(true)
      expect(hear([...frames(3000, -75), ...noise]).slice(400)).not.toContain(true)
    }
  })

  it('hears speech over the noise of a hall', () => {
    const hall = Array.from({ length: 250 }, (_, n) => -45 + (n % 4))
    expect(
      hear([...hall, ...speech(2000)])
        .slice(260)
        .every(Boolean),
    ).toBe(true)
  })

  it('takes a click for nothing, and a steady tone for background after some seconds', () => {
    expect(hear([...frames(1000, -70), ...frames(60, -10), ...frames(1000, -70)])).not.toContain(true)
    const tone = hear([...frames(1000, -70), ...frames(12_000, -15)])
    expect(tone.at(-1)).toBe(false)
  })
})

describe('the level of sound', () => {
  it('is that of its RMS against full scale; silence has a level too', () => {
    const tone = Int16Array.from({ length: 800 }, (_, index) => 8192 * Math.sin((2 * Math.PI * index) / 16))
    expect(levelOf(tone)).toBeCloseTo(20 * Math.log10(0.25 / Math.SQRT2), 1)
    expect(levelOf(new Int16Array(160))).toBe(-90)
    expect(levelOf(new Int16Array(0))).toBe(-90)
  })
})
