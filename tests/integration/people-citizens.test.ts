import { afterEach, describe, expect, it, vi } from 'vitest'
import { levelOf } from '#server/sandbox/citizens/sound-level.ts'
import { callerLines, dialogues } from '#server/sandbox/data/dialogues.ts'
import type { PartyCall } from '#server/sandbox/party/party-call.ts'
import { type People, type PeopleOptions, startPeople } from '#server/sandbox/people/start-people.ts'
import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import { domain, type House, openHouse, password } from '../support/sip-house.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

function start(url: string, more: Partial<PeopleOptions> = {}) {
  const logged: string[] = []
  const segments: SpeechSegment[] = []
  const citizens: People = startPeople({
    url,
    domain,
    password,
    seed: 1,
    surveyUser: 'survey',
    onSurveyed: () => {},
    onSegment: (segment) => void segments.push(segment),
    log: (event, fields) => void logged.push([event, fields.how ?? fields.error ?? ''].join(' ').trim()),
    ...more,
  })
  closers.push(() => citizens.close())
  return { citizens, logged, segments }
}

/** A seat that answers at once; what it hears is kept as levels of 20 ms with their time. */
async function seat(house: House) {
  const calls: PartyCall[] = []
  const heard: { at: number; level: number }[] = []
  const party = house.party('8001', {
    onIncoming(call) {
      calls.push(call)
      call.onAudio((samples) => void heard.push({ at: Date.now(), level: levelOf(samples) }))
      void call.answer()
    },
  })
  await party.register()
  house.seatIsReady('8001')
  return { calls, heard }
}

const firstCall = (calls: readonly PartyCall[]): PartyCall => {
  const [call] = calls
  if (call?.state.kind !== 'established') throw new Error('no call yet')
  return call
}

/** Talks for a while: a loud buzz with gaps between the syllables. */
function talk(call: PartyCall, ms: number): Promise<void> {
  let frame = 0
  return new Promise((resolve) => {
    call.sendAudio(() => {
      frame += 1
      if (frame * 20 > ms) {
        call.sendAudio(null)
        resolve()
      }
      return frame % 9 < 6 ? Int16Array.from({ length: 160 }, (_, n) => 6000 * Math.sin((n * n) / 40)) : null
    })
  })
}

describe('scripted citizens on a real edge and queue', () => {
  it('one calls within 5 s of the first ready seat, waits for the agent, then is heard and transcribed', async () => {
    const house = await openHouse()
    closers.push(() => house.close())
    const { calls, heard } = await seat(house)
    const { citizens, segments, logged } = start(house.url)
    await vi.waitFor(() => expect(logged).toContain('citizens-ready'), 20_000)
    citizens.readySeats(1)
    const asked = Date.now()
    await vi.waitFor(() => firstCall(calls), { timeout: 5000, interval: 20 })
    expect(Date.now() - asked).toBeLessThan(5000)
    citizens.readySeats(0)
    const call = firstCall(calls)
    await talk(call, 1500)
    const stopped = Date.now()
    expect(heard.every(({ level }) => level < -50)).toBe(true)
    const [dialogue] = dialogues
    const [line] = dialogue ? callerLines(dialogue) : []
    await vi.waitFor(() => expect(segments.some((one) => one.final)).toBe(true), 20_000)
    const final = segments.find((one) => one.final)
    expect(final).toMatchObject({ text: line, sipCallId: call.sipCallId, utterance: 0 })
    expect(segments.filter((one) => !one.final).every((one) => line?.startsWith(one.text))).toBe(true)
    const loud = heard.filter(({ level }) => level > -40)
    expect(loud[0]?.at).toBeGreaterThan(stopped)
    expect(Math.abs((loud[0]?.at ?? 0) - (final?.startedAt ?? 0))).toBeLessThan(300)
    expect(Math.abs((loud.at(-1)?.at ?? 0) - (final?.endedAt ?? 0))).toBeLessThan(300)
    expect(house.events.find((event) => event.type === 'queued')).toMatchObject({ callerNumber: dialogue?.number })
    expect(house.errors).toEqual([])
  })

  it('says nothing while on hold, goes on afterwards, and is gone when the agent hangs up', async () => {
    const house = await openHouse()
    closers.push(() => house.close())
    const { calls, heard } = await seat(house)
    const { citizens, segments, logged } = start(house.url)
    citizens.readySeats(1)
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(20), { timeout: 20_000, interval: 20 })
    citizens.readySeats(0)
    const call = firstCall(calls)
    await call.hold()
    const since = Date.now()
    // Longer than the citizen bears silence otherwise.
    await vi.waitFor(() => expect(Date.now() - since).toBeGreaterThan(6000), { timeout: 8000, interval: 100 })
    expect(segments).toEqual([])
    await call.resume()
    await vi.waitFor(() => expect(segments.length).toBeGreaterThan(0), { timeout: 10_000, interval: 50 })
    await call.hangUp()
    await vi.waitFor(() => expect(logged).toContain('citizen-over remote'), { timeout: 5000, interval: 20 })
    const strangers = () => house.edge.registrations().filter(({ user }) => user.startsWith('citizen-'))
    await vi.waitFor(() => expect(strangers()).toEqual([]), { timeout: 5000, interval: 20 })
  })

  it('tells its story on to whom it is referred, under the new Call-ID', async () => {
    const house = await openHouse()
    closers.push(() => house.close())
    const { calls } = await seat(house)
    const atExpert: PartyCall[] = []
    const expert = house.party('9001', {
      onIncoming(call) {
        atExpert.push(call)
        void call.answer()
      },
    })
    await expert.register()
    const { citizens, segments } = start(house.url)
    citizens.readySeats(1)
    await vi.waitFor(() => firstCall(calls), { timeout: 20_000, interval: 20 })
    citizens.readySeats(0)
    const call = firstCall(calls)
    await vi.waitFor(() => expect(segments.some((one) => one.final)).toBe(true), 20_000)
    const consult = await house.party('8001').call('9001')
    await vi.waitFor(() => expect(consult.state.kind).toBe('established'))
    expect(await call.refer('9001', consult.replaces() ?? '')).toBe(200)
    await call.hangUp()
    const [there] = atExpert
    if (!there) throw new Error('nobody at the expert')
    expect(there.sipCallId).not.toBe(call.sipCallId)
    await talk(there, 1000)
    const told = () => segments.filter((one) => one.final && one.sipCallId === there.sipCallId)
    await vi.waitFor(() => expect(told().length).toBeGreaterThan(0), 20_000)
    const [dialogue] = dialogues
    const lines = dialogue ? callerLines(dialogue) : []
    const finals = segments.filter((one) => one.final)
    expect(finals.map(({ utterance }) => utterance)).toEqual(finals.map((_, index) => index))
    const own = finals.flatMap(({ text }) => (lines.includes(text) ? [text] : []))
    expect(own).toEqual(lines.slice(0, own.length))
    expect(own.length).toBeGreaterThan(0)
  })

  it('goes on when the seat takes its call up again after a reload', async () => {
    const house = await openHouse()
    closers.push(() => house.close())
    const { calls } = await seat(house)
    const { citizens, segments } = start(house.url)
    citizens.readySeats(1)
    await vi.waitFor(() => firstCall(calls), { timeout: 20_000, interval: 20 })
    citizens.readySeats(0)
    const call = firstCall(calls)
    await vi.waitFor(() => expect(segments.some((one) => one.final)).toBe(true), 20_000)
    const again = await house.party('8001').call(call.remoteUser, [`Replaces: ${call.replaces()}`])
    await vi.waitFor(() => expect(again.state.kind).toBe('established'))
    await talk(again, 1000)
    const told = () => segments.filter((one) => one.final && one.sipCallId === again.sipCallId)
    await vi.waitFor(() => expect(told()[0]?.utterance).toBe(1), 20_000)
  })

  it('hangs up everything when the sandbox closes: the waiting one and the one in a call', async () => {
    const house = await openHouse()
    closers.push(() => house.close())
    const { calls } = await seat(house)
    const { citizens } = start(house.url)
    citizens.readySeats(10)
    await vi.waitFor(() => firstCall(calls), { timeout: 20_000, interval: 20 })
    await vi.waitFor(() => expect(house.queue.snapshot().length).toBeGreaterThan(0), { timeout: 20_000, interval: 50 })
    await citizens.close()
    await vi.waitFor(() => expect(house.queue.snapshot()).toEqual([]), { timeout: 3000, interval: 20 })
    expect(calls[0]?.state.kind).toBe('ended')
    expect(house.errors).toEqual([])
  })

  it('starts, survives an edge that is not there, and ends when told', async () => {
    // A port nobody listens on: the calls fail, the thread does not.
    const { citizens, logged } = start('ws://127.0.0.1:9/sip')
    citizens.readySeats(1)
    await vi.waitFor(() => expect(logged).toContain('citizen-over failed'), 20_000)
    expect(logged.some((line) => line.startsWith('people-worker-failed'))).toBe(false)
    await citizens.close()
  })
})
