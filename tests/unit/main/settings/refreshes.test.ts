import { describe, expect, it } from 'vitest'
import { createRefreshes } from '#main/settings/create-refreshes.ts'
import { nextRefresh, refreshAfterWake } from '#main/settings/refresh-schedule.rules.ts'
import type { Refreshed } from '#main/settings/site-settings.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

const minute = 60_000
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

function house(answer: () => Promise<Refreshed> = async () => ({ ok: true, value: null })) {
  const clock = createFakeClock()
  const ends: Refreshed[] = []
  const errors: unknown[] = []
  let asked = 0
  const refreshes = createRefreshes({
    clock,
    random: () => 0.5,
    refresh: () => {
      asked += 1
      return answer()
    },
    onEnd: (end) => void ends.push(end),
    onError: (error) => void errors.push(error),
  })
  const move = async (ms: number) => {
    clock.advance(ms)
    await settled()
  }
  return { refreshes, clock, ends, errors, asked: () => asked, move }
}

describe('the site’s server', () => {
  it('is asked again every half hour, give or take a fifth, so that a hall does not ask at once', async () => {
    const { refreshes, move, asked } = house()
    refreshes.start()
    await move(30 * minute - 1)
    expect(asked()).toBe(0)
    await move(1)
    await move(30 * minute)
    expect(asked()).toBe(2)
    expect([nextRefresh(0), nextRefresh(1)]).toEqual([24 * minute, 36 * minute])
  })

  it('is asked soon after the computer woke, once', async () => {
    const { refreshes, clock, move, asked } = house()
    refreshes.start()
    refreshes.woke()
    refreshes.woke()
    await move(refreshAfterWake(0.5))
    expect([asked(), clock.pending()]).toEqual([1, 1])
    expect([refreshAfterWake(0), refreshAfterWake(1)]).toEqual([5000, 30_000])
  })

  it('is asked again whether it was away, wrong, or asking was a bug', async () => {
    const answers: (() => Promise<Refreshed>)[] = [
      async () => ({ ok: false, reason: 'away' }),
      async () => ({ ok: false, reason: 'refused', field: 'proxy' }),
      () => Promise.reject(new Error('bug')),
    ]
    const { refreshes, move, asked, ends, errors } = house(() =>
      (answers.shift() ?? (async () => ({ ok: true, value: null }) as const))(),
    )
    refreshes.start()
    for (let n = 0; n < 4; n++) await move(30 * minute)
    expect([asked(), ends.length, errors.length]).toEqual([4, 3, 1])
  })

  it('is not asked by a program that ends, even while an answer is on its way', async () => {
    let arrive = (_end: Refreshed): void => undefined
    const { refreshes, clock, move } = house(() => new Promise((resolve) => (arrive = resolve)))
    refreshes.start()
    await move(30 * minute)
    refreshes.dispose()
    arrive({ ok: true, value: null })
    await settled()
    refreshes.woke()
    expect(clock.pending()).toBe(0)
  })
})
