import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPhoneStore, takeSnapshot } from '#renderer/telephony/phone.store.ts'
import { createRinger, type Ringer } from '#renderer/telephony/ringer.ts'
import { useRing } from '#renderer/telephony/use-ring.ts'
import { Announcer } from '#renderer/ui/announcer.tsx'
import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { calmTogether } from '#tests/support/calm-together.ts'

const leg = (change: Partial<Leg> = {}): Leg => ({
  id: 'a',
  sipCallId: 'call-a',
  direction: 'in',
  state: 'offered',
  hold: 'none',
  role: 'party',
  muted: false,
  remoteHold: false,
  remote: { name: '', number: '13512345678' },
  startedAt: 1,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  sentTones: '',
  ...change,
})
const snapshot = (legs: Leg[]): PhoneSnapshot => ({
  registration: { state: 'registered', since: 1, detail: null },
  together: calmTogether,
  legs,
  muted: false,
  microphone: 'ready',
  sound: 'running',
})

function Host({
  store,
  ringer,
}: {
  store: ReturnType<typeof createPhoneStore>
  ringer: Pick<Ringer, 'start' | 'stop'>
}) {
  useRing(store, ringer)
  return <Announcer />
}

describe('a ring', () => {
  it('is heard, said and seen in the title, takes no focus, and leaves nothing behind', () => {
    document.title = 'desk'
    const store = createPhoneStore()
    const ringer = { start: vi.fn(), stop: vi.fn() }
    const { container } = render(<Host store={store} ringer={ringer} />)
    const focused = document.activeElement
    act(() => takeSnapshot(store, snapshot([leg()])))
    expect(ringer.start).toHaveBeenCalledOnce()
    expect(container.querySelector('[aria-live="assertive"]')?.textContent).toContain('13512345678')
    expect(document.title).toContain('13512345678')
    expect(document.activeElement).toBe(focused)
    act(() => takeSnapshot(store, snapshot([leg({ state: 'answering' })])))
    expect(ringer.stop).toHaveBeenCalledOnce()
    expect(document.title).toBe('desk')
  })

  it('of a second call is said and seen, and left to the beep at the ear: a bell would be heard by the caller', () => {
    const store = createPhoneStore()
    const ringer = { start: vi.fn(), stop: vi.fn() }
    const { container } = render(<Host store={store} ringer={ringer} />)
    const up = leg({ id: 'up', state: 'established' })
    act(() => takeSnapshot(store, snapshot([up, leg()])))
    expect(ringer.start).not.toHaveBeenCalled()
    expect(container.querySelector('[aria-live="assertive"]')?.textContent).toContain('13512345678')
    act(() => takeSnapshot(store, snapshot([{ ...up, state: 'ended' }, leg()])))
    expect(ringer.start).toHaveBeenCalledOnce()
  })

  it('a new snapshot of the same ring does not ring anew', () => {
    const store = createPhoneStore()
    const ringer = { start: vi.fn(), stop: vi.fn() }
    render(<Host store={store} ringer={ringer} />)
    act(() => takeSnapshot(store, snapshot([leg()])))
    act(() => takeSnapshot(store, snapshot([leg()])))
    expect(ringer.start).toHaveBeenCalledOnce()
  })
})

describe('the ringer', () => {
  const started = vi.fn()
  class FakeNode {
    readonly gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }
    readonly start = started
    stop() {}
    connect(other: unknown) {
      return other
    }
  }
  beforeEach(() => {
    vi.useFakeTimers()
    started.mockClear()
    vi.stubGlobal('OscillatorNode', FakeNode)
    vi.stubGlobal('GainNode', FakeNode)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const context = (state: AudioContextState) => ({
    state,
    currentTime: 0,
    destination: {},
    resume: vi.fn(() => new Promise<void>(() => {})),
    suspend: vi.fn(() => Promise.resolve()),
    close: vi.fn(() => Promise.resolve()),
  })

  it('sounds every three seconds until stopped, and then not once more', () => {
    const own = context('running')
    const blocked = vi.fn()
    const ringer = createRinger(() => own as unknown as AudioContext, blocked)
    ringer.start()
    ringer.start()
    expect(started).toHaveBeenCalledTimes(4)
    vi.advanceTimersByTime(3000)
    expect(started).toHaveBeenCalledTimes(8)
    ringer.stop()
    vi.advanceTimersByTime(30_000)
    expect(started).toHaveBeenCalledTimes(8)
    expect(blocked).toHaveBeenLastCalledWith(false)
    ringer.close()
    expect(own.close).toHaveBeenCalledOnce()
  })

  it('says that the browser keeps it silent, and tries again when a person presses', () => {
    const own = context('suspended')
    const blocked = vi.fn()
    const ringer = createRinger(() => own as unknown as AudioContext, blocked)
    ringer.start()
    expect(blocked).toHaveBeenLastCalledWith(true)
    own.state = 'running'
    ringer.unlock()
    expect(own.resume).toHaveBeenCalledTimes(2)
    expect(blocked).toHaveBeenLastCalledWith(false)
  })
})
