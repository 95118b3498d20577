import { describe, expect, it, vi } from 'vitest'
import { callOfLeg } from '#renderer/desk/report-quality.ts'
import { createSoundKeeper } from '#renderer/desk/sound-keeper.ts'
import { openSoundDesk } from '#renderer/telephony/sound/sound-desk.ts'
import type { Leg, PhoneCommand, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import {
  type CallQuality,
  type LegQuality,
  type SoundDevices,
  type SoundSettings,
  usualSoundSettings,
} from '#shared/contract/phone/sound.schema.ts'
import type { CallRow, SeatRow } from '#shared/contract/socket/topics.ts'
import { failure, success } from '#shared/kit/result.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

const quality: CallQuality = {
  seconds: 9,
  mosAverage: 4,
  mosLowest: 3,
  loss: 0,
  sentLoss: null,
  jitterMs: 1,
  rttMs: 2,
  silentSeconds: 0,
}
const leg = (change: Partial<Leg> = {}): Leg => ({
  id: 'a',
  sipCallId: 'sip-a',
  direction: 'in',
  state: 'established',
  hold: 'none',
  role: 'party',
  muted: false,
  remoteHold: false,
  remote: { name: '', number: '13512345678' },
  startedAt: 1,
  answeredAt: 2,
  endedAt: null,
  endReason: null,
  sentTones: '',
  ...change,
})
const devicesWith = (settings: SoundSettings): SoundDevices => ({
  inputs: [{ id: 'm', label: 'Mic' }],
  outputs: [{ id: 's', label: 'Speaker' }],
  microphone: { id: '', label: 'Mic', away: false },
  speaker: { id: '', label: 'Speaker', away: false },
  ringer: { id: settings.ringer?.id ?? '', label: 'Speaker', away: false },
  settings,
  noise: settings.noise,
})
const headset: SoundSettings = { ...usualSoundSettings, microphone: { id: 'h', label: 'Headset' } }

const setUp = (kept: SoundSettings = usualSoundSettings, network: 'found' | 'none' = 'found') => {
  let now: PhoneSnapshot = {
    registration: { state: 'registered', since: 1, detail: null },
    together: calmTogether,
    legs: [],
    muted: false,
    microphone: 'ready',
    sound: 'running',
    devices: devicesWith(usualSoundSettings),
  }
  const snapshots = new Set<(snapshot: PhoneSnapshot) => void>()
  const qualities = new Set<(quality: { legs: readonly LegQuality[] }) => void>()
  const say = (change: Partial<PhoneSnapshot>) => {
    now = { ...now, ...change }
    for (const hear of snapshots) hear(now)
  }
  const sent: PhoneCommand[] = []
  const idle: (() => void)[] = []
  const onEnded = vi.fn()
  const keep = vi.fn()
  const ringer = { ringOn: vi.fn(), test: vi.fn(() => Promise.resolve(true)) }
  const desk = openSoundDesk({
    client: {
      snapshot: () => now,
      onSnapshot: (listener) => {
        snapshots.add(listener)
        return () => snapshots.delete(listener)
      },
      onQuality: (listener) => {
        qualities.add(listener)
        return () => qualities.delete(listener)
      },
      async send(command) {
        sent.push(command)
        if (command.op === 'use-sound') say({ devices: devicesWith(command.settings) })
        return command.op === 'check-network' && network === 'none' ? failure('failed') : success(null)
      },
    },
    keeper: { read: () => kept, keep },
    ringer,
    whenIdle: (run) => void idle.push(run),
    onEnded,
  })
  return {
    desk,
    say,
    sent,
    idle,
    onEnded,
    keep,
    ringer,
    hear(legs: LegQuality[]) {
      for (const listener of qualities) listener({ legs })
    },
  }
}
const used = (sent: readonly PhoneCommand[]) => sent.filter(({ op }) => op === 'use-sound')

describe('the desk of sound', () => {
  it('tells the phone what this seat chose on this computer, once, and again to a phone that was loaded anew', async () => {
    const { sent, say } = setUp(headset)
    await vi.waitFor(() => expect(used(sent)).toEqual([{ op: 'use-sound', settings: headset }]))
    say({ muted: true })
    await Promise.resolve()
    expect(used(sent)).toHaveLength(1)
    say({ devices: devicesWith(usualSoundSettings) })
    await vi.waitFor(() => expect(used(sent)).toHaveLength(2))
  })

  it('keeps a choice, tells it, and of two quick ones ends with the last', async () => {
    const { desk, sent, keep } = setUp()
    desk.acts.choose({ noise: 'off' })
    desk.acts.choose({ noise: 'rnnoise' })
    expect(keep).toHaveBeenLastCalledWith({ ...usualSoundSettings, noise: 'rnnoise' })
    await vi.waitFor(() => expect(used(sent).at(-1)).toMatchObject({ settings: { noise: 'rnnoise' } }))
  })

  it('rings on the device the phone found for the ringer', () => {
    const { say, ringer } = setUp()
    say({ devices: devicesWith({ ...usualSoundSettings, ringer: { id: 's', label: 'Speaker' } }) })
    expect(ringer.ringOn).toHaveBeenLastCalledWith('s')
  })

  it('looks for the way through the network only when the page is idle, and says what it found', async () => {
    const { desk, sent, idle } = setUp(usualSoundSettings, 'none')
    expect(sent).toEqual([])
    for (const run of idle) run()
    for (const run of idle) run()
    expect(sent).toEqual([{ op: 'check-network' }])
    await vi.waitFor(() => expect(desk.store.getState().path).toBe('none'))
  })

  it('passes on how a leg sounded once, and nothing of one that was not measured', () => {
    const { say, onEnded } = setUp()
    say({ legs: [leg()] })
    const ended = leg({ state: 'ended', quality })
    say({ legs: [ended] })
    say({ legs: [ended], muted: true })
    say({ legs: [] })
    say({ legs: [leg({ id: 'b', state: 'ended' })] })
    expect(onEnded.mock.calls).toEqual([[ended, quality]])
  })

  it('shows quality while the leg is up and none after', () => {
    const { desk, say, hear } = setUp()
    say({ legs: [leg()] })
    hear([{ id: 'a', mos: 4, loss: 0, sentLoss: null, jitterMs: 1, rttMs: null, alarms: [] }])
    expect(desk.store.getState().quality).toHaveLength(1)
    say({ legs: [leg({ state: 'ended', quality })] })
    expect(desk.store.getState().quality).toEqual([])
  })

  it('tries one device at a time and says when one failed', async () => {
    const { desk, sent, ringer } = setUp()
    ringer.test.mockResolvedValueOnce(false)
    desk.acts.try('ringer')
    desk.acts.try('speaker')
    expect(desk.store.getState().trial).toBe('ringer')
    await vi.waitFor(() => expect(desk.store.getState()).toMatchObject({ trial: null, failed: 'ringer' }))
    desk.acts.try('echo')
    expect(sent).toEqual([{ op: 'test-echo' }])
    await vi.waitFor(() => expect(desk.store.getState()).toMatchObject({ trial: null, failed: null }))
  })

  it('has the meter measured only while somebody looks', () => {
    const { desk, sent } = setUp()
    desk.acts.open()
    desk.acts.close()
    expect(sent).toEqual([
      { op: 'watch-levels', on: true },
      { op: 'watch-levels', on: false },
    ])
  })
})

describe('where a seat’s devices are kept', () => {
  const storage = () => {
    const kept = new Map<string, string>()
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    }
  }

  it('is this seat’s own place on this computer', () => {
    const place = storage()
    createSoundKeeper('8001', place).keep(headset)
    expect(createSoundKeeper('8001', place).read()).toEqual(headset)
    expect(createSoundKeeper('8002', place).read()).toEqual(usualSoundSettings)
  })

  it.each(['', 'nonsense', '{}', '{"noise":"loud"}', 'null'])('gives the usual for %j', (text) => {
    const place = storage()
    place.setItem('lianxian.sound.8001', text)
    expect(createSoundKeeper('8001', place).read()).toEqual(usualSoundSettings)
  })
})

describe('the call a leg belonged to', () => {
  const calls = new Map([['call-1', { callId: 'call-1', sipCallId: 'sip-a' } as CallRow]])
  const seat = { callId: 'call-9' } as SeatRow
  it.each([
    ['is found by its Call-ID', 'sip-a', false, 'call-1'],
    ['is the seat’s own where it goes by another one since a reload', 'sip-z', true, 'call-9'],
    ['is unknown for one of several that the server does not know', 'sip-z', false, null],
  ])('%s', (_what, sipCallId, alone, expected) => {
    expect(callOfLeg(leg({ sipCallId }), alone, { calls, seat })).toBe(expected)
  })
})
