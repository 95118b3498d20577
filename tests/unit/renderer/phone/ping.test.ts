import type { UserAgent } from 'sip.js'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EdgeTransport } from '#renderer/phone/sip/edge-transport.ts'
import { startPing } from '#renderer/phone/sip/ping.ts'

/** A clock that moves when it is told to. */
const createClock = () => {
  let now = 1000
  let timers: { at: number; run: () => void }[] = []
  return {
    now: () => now,
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    pass(ms: number) {
      const end = now + ms
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((each) => each !== next)
        now = next.at
        next.run()
      }
      now = end
    },
  }
}

let clock: ReturnType<typeof createClock>
let sent: number
let dropped: number
let answers: boolean
let calling: boolean
const start = () => {
  const transport = { heardAt: 0, isConnected: () => true, drop: () => (dropped += 1) }
  const uri = { clone: () => ({ user: 'x' }) }
  const userAgentCore = {
    makeOutgoingRequestMessage: (method: string) => method,
    request(method: string) {
      expect(method).toBe('OPTIONS')
      sent += 1
      if (answers) transport.heardAt = clock.now()
    },
  }
  return startPing({
    userAgent: { configuration: { uri }, userAgentCore } as unknown as UserAgent,
    transport: transport as unknown as EdgeTransport,
    clock,
    everyMs: 15_000,
    limitMs: 5000,
    inCall: () => calling,
  })
}
beforeEach(() => {
  clock = createClock()
  sent = 0
  dropped = 0
  answers = true
  calling = false
})

describe('the ping', () => {
  it('asks every 15 s and leaves a socket alone that answers', () => {
    start()
    clock.pass(200_000)
    expect(sent).toBe(10)
    expect(dropped).toBe(0)
  })

  it('drops a socket that says nothing for 5 s', () => {
    start()
    answers = false
    clock.pass(19_999)
    expect(dropped).toBe(0)
    clock.pass(1)
    expect(dropped).toBe(1)
  })

  it('forgives one lost ping during a call, and not two', () => {
    start()
    answers = false
    calling = true
    clock.pass(20_000)
    expect([sent, dropped]).toEqual([2, 0])
    clock.pass(5000)
    expect(dropped).toBe(1)
  })

  it('asks no more once it is stopped', () => {
    const stop = start()
    stop()
    clock.pass(100_000)
    expect(sent).toBe(0)
  })
})
