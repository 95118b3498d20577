import { describe, expect, it } from 'vitest'
import { sandboxArrivals } from '#server/sandbox/citizens/arrivals.rules.ts'
import { openCrowd } from '#server/sandbox/citizens/crowd.ts'
import type { CitizenEar, Dial } from '#server/sandbox/citizens/line-port.ts'
import { seededRandom } from '#server/sandbox/citizens/random.ts'
import type { VoiceStore } from '#server/sandbox/citizens/voice-store.ts'
import { callerLines, dialogues, manners } from '#server/sandbox/data/dialogues.ts'
import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import { speechSegmentSchema } from '#shared/contract/speech.schema.ts'
import { manualClock } from './manual-clock.ts'

const loud = Int16Array.from({ length: 160 }, (_, index) => 9000 * Math.sin(index / 2))
const second = (text: string) => ({
  text,
  sound: new Int16Array(8000).fill(9000),
  marks: [[text.length, 8000]] as const,
})
/** Each line one second of loud sound. */
const voices: Pick<VoiceStore, 'load'> = {
  load: async (dialogue) => {
    const { greet, check, bye } = manners[dialogue.lang]
    return {
      lines: callerLines(dialogue).map(second),
      manners: { greet: second(greet), check: second(check), bye: second(bye) },
    }
  },
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

interface Line {
  readonly user: string
  readonly ear: CitizenEar
  /** When something else than silence was said. */
  readonly spoken: number[]
  up: boolean
}

function hall() {
  const clock = manualClock()
  const lines: Line[] = []
  const segments: SpeechSegment[] = []
  const logged: [string, Readonly<Record<string, unknown>>][] = []
  const dial: Dial = (user, ear) => {
    const line: Line = { user, ear, spoken: [], up: true }
    lines.push(line)
    return {
      hangUp() {
        line.up = false
        clock.after(5, () => ear.hear({ type: 'ended', cause: 'over' }))
      },
    }
  }
  const crowd = openCrowd({
    dialogues,
    voices,
    dial,
    clock,
    random: seededRandom(4),
    arrivals: sandboxArrivals,
    callers: { returning: 0, withheld: 0 },
    onSegment: (segment) => void segments.push(speechSegmentSchema.parse(segment)),
    log: (event, fields) => void logged.push([event, fields]),
  })
  /** Lets time pass as a telephone does: each line is asked for its sound every 20 ms. */
  const pass = (ms: number) => {
    for (let done = 0; done < ms; done += 20) {
      clock.advance(20)
      for (const line of lines) if (line.up && line.ear.speak()) line.spoken.push(clock.now())
    }
  }
  const advance = async (ms: number) => {
    for (let done = 0; done < ms; done += 1000) {
      pass(Math.min(1000, ms - done))
      await settled()
    }
  }
  const agentSays = (line: Line, ms: number) => {
    for (let done = 0; done < ms; done += 20) {
      line.ear.hear({ type: 'sound', samples: loud })
      pass(20)
    }
  }
  return { clock, lines, segments, logged, crowd, advance, agentSays, pass }
}

async function answered() {
  const room = hall()
  room.crowd.readySeats(1)
  await room.advance(5000)
  const [line] = room.lines
  if (!line) throw new Error('nobody called')
  room.crowd.readySeats(0)
  line.ear.hear({ type: 'answered', sipCallId: 'call-1' })
  return { ...room, line }
}

describe('the citizens', () => {
  it('nobody calls while no seat is ready; one calls within 5 s of the first', async () => {
    const { crowd, lines, advance } = hall()
    await advance(60_000)
    expect(lines).toHaveLength(0)
    crowd.readySeats(1)
    await advance(5000)
    expect(lines).toHaveLength(1)
  })

  it('begins its first line when the agent has finished, and tells the text as the sound goes out', async () => {
    const { line, segments, agentSays, pass } = await answered()
    agentSays(line, 1500)
    pass(600)
    expect(segments).toEqual([])
    pass(4000)
    const [text] = callerLines(dialogues[0] as (typeof dialogues)[number])
    const interim = segments.filter((one) => !one.final)
    const final = segments.find((one) => one.final)
    expect(interim.length).toBeGreaterThanOrEqual(2)
    for (const one of interim) expect(text?.startsWith(one.text)).toBe(true)
    expect(final).toMatchObject({ text, utterance: 0, sipCallId: 'call-1', leg: 'caller', source: 'script' })
    expect(final?.startedAt).toBe(line.spoken[0])
    expect(final?.endedAt).toBe((line.spoken.at(-1) ?? 0) + 20)
  })

  it('says what was heard of a line when the call ends amid it', async () => {
    const { line, segments, agentSays, pass } = await answered()
    agentSays(line, 1000)
    while (segments.length === 0) pass(20)
    line.ear.hear({ type: 'ended', cause: 'over' })
    const [text] = callerLines(dialogues[0] as (typeof dialogues)[number])
    const final = segments.at(-1)
    expect(final?.final).toBe(true)
    expect(text?.startsWith(final?.text ?? '-')).toBe(true)
    expect(final?.text.length).toBeLessThan(text?.length ?? 0)
  })

  it('says all its lines to an agent without a microphone, then hangs up', async () => {
    const { line, segments, advance, crowd } = await answered()
    await advance(120_000)
    const finals = segments.filter((one) => one.final)
    const spoken = finals.map((one) => one.text).filter((text) => !Object.values(manners.zh).includes(text as never))
    expect(spoken).toEqual(callerLines(dialogues[0] as (typeof dialogues)[number]))
    expect(finals.map((one) => one.utterance)).toEqual(finals.map((_, index) => index))
    expect(line.up).toBe(false)
    expect(crowd.live()).toBe(0)
  })

  it('gives up waiting, and hangs up all when the sandbox closes', async () => {
    const { crowd, lines, logged, advance, clock } = hall()
    crowd.readySeats(1)
    await advance(5000)
    crowd.readySeats(0)
    await advance(150_000)
    expect(lines[0]?.up).toBe(false)
    expect(logged.at(-1)).toEqual(['citizen-over', { dialogue: 'D01', how: 'abandoned' }])
    crowd.readySeats(5)
    await advance(30_000)
    const closing = crowd.close()
    clock.advance(100)
    await closing
    expect(lines.every((line) => !line.up)).toBe(true)
    expect(crowd.live()).toBe(0)
    crowd.readySeats(5)
    const before = lines.length
    await advance(60_000)
    expect(lines).toHaveLength(before)
  })

  it('hangs up when the answer crosses its giving up', async () => {
    const { crowd, lines, advance, pass } = hall()
    crowd.readySeats(1)
    await advance(5000)
    crowd.readySeats(0)
    const [line] = lines
    while (line?.up) pass(20)
    if (line) line.up = true
    line?.ear.hear({ type: 'answered', sipCallId: 'late' })
    expect(line?.up).toBe(false)
  })

  it('logs no number and no words', async () => {
    const { logged, lines, advance } = await answered()
    await advance(120_000)
    const all = JSON.stringify(logged)
    for (const { user } of lines) expect(all).not.toContain(user)
    expect(all).not.toContain('暖气')
  })
})
