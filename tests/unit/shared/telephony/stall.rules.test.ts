import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostRestarts, newStall, nextStall, restartPauseMs, type StallLook } from '#shared/telephony/stall.rules.ts'

/** Looks every 100 ms; a number is how many packets came since the last look. @returns ms of the restarts */
const watch = (
  looks: readonly number[],
  { calling = false, ...more }: { calling?: boolean; due?: boolean; free?: boolean } = {},
) => {
  let stall = newStall(calling)
  let packets = 0
  return looks.flatMap((came, n) => {
    packets += came
    const next = nextStall(stall, { at: n * 100, packets, agreedAt: 0, due: true, free: true, ...more })
    stall = next.stall
    return next.restart ? [n * 100] : []
  })
}
const flow = (looks: number) => Array<number>(looks).fill(5)
const none = (looks: number) => Array<number>(looks).fill(0)

describe('sound that stops', () => {
  it('has its connection restarted 300 ms after the last packet was seen', () => {
    expect(watch([...flow(3), ...none(10)])).toEqual([500])
  })

  it('waits twice that at the end that called, so that two ends do not offer at once', () => {
    expect(watch([...flow(3), ...none(10)], { calling: true })).toEqual([800])
  })

  it('is no stall while it still comes, however late a look is', () => {
    expect(watch(flow(100))).toEqual([])
  })

  it('is none before any sound came, while somebody holds, or while no re-INVITE can go', () => {
    expect(watch(none(100))).toEqual([])
    expect(watch([...flow(3), ...none(20)], { due: false })).toEqual([])
    expect(watch([...flow(3), ...none(20)], { free: false })).toEqual([])
  })

  it('is restarted as soon as a re-INVITE can go again', () => {
    const stopped = nextStall(newStall(false), { at: 0, packets: 5, agreedAt: 0, due: true, free: true }).stall
    const waiting = nextStall(stopped, { at: 2000, packets: 5, agreedAt: 0, due: true, free: false })
    expect(waiting.restart).toBe(false)
    expect(nextStall(waiting.stall, { at: 2100, packets: 5, agreedAt: 0, due: true, free: true }).restart).toBe(true)
  })

  it('needs new sound after a hold before it can be missed', () => {
    let stall = nextStall(newStall(false), { at: 0, packets: 5, agreedAt: 0, due: true, free: true }).stall
    stall = nextStall(stall, { at: 100, packets: 5, agreedAt: 0, due: false, free: true }).stall
    expect(nextStall(stall, { at: 5000, packets: 5, agreedAt: 0, due: true, free: true }).restart).toBe(false)
  })

  it('is tried three times, 5 s apart, and then left to the connection', () => {
    expect(watch([...flow(1), ...none(300)])).toEqual([300, 300 + restartPauseMs, 300 + 2 * restartPauseMs])
  })

  it('is cut again at once after a restart: the next one waits for 5 s', () => {
    expect(watch([...flow(1), ...none(5), ...flow(2), ...none(100)])[1]).toBe(300 + restartPauseMs)
  })

  it('came back before any restart could bring it back (silence suppression): its gaps count for nothing from then on', () => {
    const gaps = Array.from({ length: 60 }, () => [...none(3), 5]).flat()
    expect(watch([...flow(3), ...gaps])).toEqual([500])
  })

  it('came back before the new addresses were agreed: the other end was only late, and gets more patience', () => {
    const look = (at: number, packets: number, free: boolean): StallLook => ({
      at,
      packets,
      agreedAt: 0,
      due: true,
      free,
    })
    let stall = nextStall(newStall(false), look(0, 5, true)).stall
    stall = nextStall(stall, look(300, 5, true)).stall
    stall = nextStall(stall, look(600, 10, false)).stall
    expect(nextStall(stall, look(6000, 10, true)).restart).toBe(true)
    stall = nextStall(stall, look(6000, 15, true)).stall
    expect(nextStall(stall, look(6900, 15, true)).restart).toBe(false)
  })

  it('is given its time after the other end has asked for new addresses', () => {
    const look = (at: number, agreedAt: number): StallLook => ({ at, packets: 5, agreedAt, due: true, free: true })
    const { stall } = nextStall(newStall(true), look(0, 0))
    expect(nextStall(stall, look(600, 400)).restart).toBe(false)
    expect(nextStall(stall, look(1000, 400)).restart).toBe(true)
  })

  it('whatever happens, is restarted at most once in 5 s, only when due and free, and thrice without a packet', () => {
    const look = fc.record({
      wait: fc.integer({ min: 50, max: 900 }),
      came: fc.nat(3),
      due: fc.boolean(),
      free: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(look, { maxLength: 200 }), (steps) => {
        let stall = newStall(false)
        let [at, packets, last, inARow] = [0, 0, Number.NEGATIVE_INFINITY, 0]
        for (const { wait, came, due, free } of steps) {
          at += wait
          packets += came
          if (came > 0) inARow = 0
          const seen: StallLook = { at, packets, agreedAt: 0, due, free }
          const next = nextStall(stall, seen)
          stall = next.stall
          if (!next.restart) continue
          inARow += 1
          expect(due && free && at - last >= restartPauseMs && inARow <= mostRestarts).toBe(true)
          last = at
        }
      }),
    )
  })
})
