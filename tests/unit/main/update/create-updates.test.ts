import { describe, expect, it } from 'vitest'
import { createUpdates } from '#main/update/create-updates.ts'
import type { UpdateEvent } from '#main/update/update-state.rules.ts'
import type { UpdateFeed, UpdaterParts } from '#main/update/updater-port.ts'
import type { HostNews } from '#shared/contract/host/host-news.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

const hour = 3_600_000
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

function house(options: { able?: boolean; broken?: boolean } = {}) {
  const clock = createFakeClock()
  const done: string[] = []
  const told: HostNews<'update'>[] = []
  const opened: UpdaterParts[] = []
  const set = {
    feed: { url: 'https://desk.12345.example/update', channel: 'latest' } as UpdateFeed | null,
    broken: options.broken ?? false,
    answer: false,
  }
  const updates = createUpdates({
    clock,
    random: () => 0.5,
    ours: '1.2.0',
    able: options.able ?? true,
    feed: () => set.feed,
    async open(parts) {
      if (set.broken) throw new Error('no updater here')
      opened.push(parts)
      return {
        check: async () => void done.push('check'),
        installOnQuit: (on) => void done.push(`on quit ${on}`),
        install: () => void done.push('install'),
        dispose: () => void done.push('closed'),
      }
    },
    tell: (news) => void told.push(news),
    ask: async () => {
      done.push('asked')
      return set.answer
    },
    leaving: async () => void done.push('leaving'),
  })
  const event = (given: UpdateEvent) => opened.at(-1)?.tell(given)
  const move = async (ms: number) => {
    clock.advance(ms)
    await settled()
  }
  const checks = () => done.filter((what) => what === 'check').length
  const load = async () => {
    updates.start()
    await move(30_000)
    event({ type: 'found', version: '1.3.0' })
    event({ type: 'loaded', version: '1.3.0' })
  }
  return { updates, clock, done, told, opened, set, event, move, checks, load }
}

describe('updates', () => {
  it('are looked for soon after the start and every four hours', async () => {
    const { updates, opened, move, checks } = house()
    updates.start()
    await move(29_000)
    expect([checks(), opened.length]).toEqual([0, 0])
    await move(1_000)
    expect(checks()).toBe(1)
    await move(4 * hour)
    await move(4 * hour)
    expect([checks(), opened.length]).toEqual([3, 1])
  })

  it('are not looked for in a call, but at its end', async () => {
    const { updates, move, checks } = house()
    updates.start()
    updates.tellCall({ phase: 'ringing' })
    await move(5 * hour)
    updates.tellCall({ phase: 'up' })
    await settled()
    expect(checks()).toBe(0)
    updates.tellCall({ phase: 'none' })
    updates.tellCall({ phase: 'none' })
    await settled()
    expect(checks()).toBe(1)
  })

  it('are not looked for where the site wants none or the installation can not, and the updater is not even opened', async () => {
    const [none, unable] = [house(), house({ able: false })]
    none.set.feed = null
    for (const { updates, move } of [none, unable]) {
      updates.start()
      await move(9 * hour)
    }
    expect([none.opened, unable.opened]).toEqual([[], []])
    none.set.feed = { url: 'https://desk.12345.example/update', channel: 'beta' }
    none.updates.siteChanged()
    await none.move(30_000)
    expect(none.checks()).toBe(1)
  })

  it('are told step by step, each step once', async () => {
    const { updates, told, event, move } = house()
    updates.start()
    await move(30_000)
    event({ type: 'found', version: '1.3.0' })
    for (const percent of [0.2, 12.1, 12.9, 100]) event({ type: 'progress', percent })
    event({ type: 'loaded', version: '1.3.0' })
    expect(told).toEqual([
      { state: 'loading', percent: 0 },
      { state: 'loading', percent: 12 },
      { state: 'loading', percent: 100 },
      { state: 'ready', version: '1.3.0' },
    ])
    expect(updates.news()).toEqual({ state: 'ready', version: '1.3.0' })
  })

  it('are refused by our own rule before anything is loaded, and then not installed at the end either', async () => {
    const { updates, opened, told, done, event, move } = house()
    updates.start()
    await move(30_000)
    expect(['1.3.0', '1.2.0', '1.1.0', 'x'].map((version) => opened[0]?.accepts(version))).toEqual([
      true,
      false,
      false,
      false,
    ])
    event({ type: 'found', version: '1.1.0' })
    expect(told).toEqual([{ state: 'failed', reason: 'downgrade' }])
    expect(done.at(-1)).toBe('on quit false')
    expect(await updates.install()).toBe(false)
  })

  it('are installed at the end of the program, but not while a call is up', async () => {
    const { updates, done, load } = house()
    await load()
    updates.tellCall({ phase: 'up' })
    expect(done.at(-1)).toBe('on quit false')
    updates.tellCall({ phase: 'none' })
    expect(done.at(-1)).toBe('on quit true')
  })

  it('are installed at once when wanted, without a question when there is no call', async () => {
    const { updates, done, load } = house()
    expect(await updates.install()).toBe(false)
    await load()
    expect(await updates.install()).toBe(true)
    expect(done.slice(-2)).toEqual(['leaving', 'install'])
    expect(done).not.toContain('asked')
  })

  it('are installed in a call only when the person says so, and asked for once at a time', async () => {
    const { updates, done, set, load } = house()
    await load()
    updates.tellCall({ phase: 'up' })
    expect(await updates.install()).toBe(false)
    expect(done).not.toContain('install')
    set.answer = true
    expect(await Promise.all([updates.install(), updates.install()])).toEqual([true, false])
    expect(done.filter((what) => what === 'install')).toHaveLength(1)
  })

  it('say so when there is no updater, and try again later', async () => {
    const { updates, told, set, move, checks } = house({ broken: true })
    updates.start()
    await move(30_000)
    expect(told).toEqual([{ state: 'failed', reason: 'other' }])
    set.broken = false
    await move(4 * hour)
    expect(checks()).toBe(1)
    expect(told.at(-1)).toEqual({ state: 'none' })
  })

  it('come from the new place when the site changes it, and what the old one says counts no more', async () => {
    const { updates, told, done, opened, set, move } = house()
    updates.start()
    await move(30_000)
    updates.siteChanged()
    expect(done).not.toContain('closed')
    set.feed = { url: 'https://other.12345.example/update', channel: 'latest' }
    updates.siteChanged()
    expect(done).toContain('closed')
    opened[0]?.tell({ type: 'found', version: '1.3.0' })
    expect(told).toEqual([])
    await move(30_000)
    expect(opened.map(({ feed }) => feed.url)).toEqual([
      'https://desk.12345.example/update',
      'https://other.12345.example/update',
    ])
  })

  it('are over when the program ends', async () => {
    const { updates, clock, told, done, event, load } = house()
    await load()
    updates.dispose()
    updates.dispose()
    event({ type: 'failed', reason: 'other' })
    updates.tellCall({ phase: 'none' })
    expect(clock.pending()).toBe(0)
    expect(done.filter((what) => what === 'closed')).toHaveLength(1)
    expect(told.at(-1)).toEqual({ state: 'ready', version: '1.3.0' })
    expect(await updates.install()).toBe(false)
  })
})
