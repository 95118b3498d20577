import { EventEmitter } from 'node:events'
import type { PowerMonitor } from 'electron'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCallBlocker } from '#main/power/call-blocker.ts'
import { watchPower } from '#main/power/watch-power.ts'

describe('the computer', () => {
  const house = () => {
    const open = new Set<number>()
    let next = 0
    const blocker = createCallBlocker({
      start(type) {
        expect(type).toBe('prevent-app-suspension')
        open.add(next)
        next += 1
        return next - 1
      },
      stop: (id) => open.delete(id),
    })
    return { blocker, open, count: () => next }
  }

  it('stays awake from the first ring to the end, with one and the same block', () => {
    const { blocker, open, count } = house()
    blocker.tellCall({ phase: 'ringing' })
    blocker.tellCall({ phase: 'ringing' })
    blocker.tellCall({ phase: 'up' })
    expect([open.size, count()]).toEqual([1, 1])
    blocker.tellCall({ phase: 'none' })
    blocker.tellCall({ phase: 'none' })
    expect([open.size, count()]).toEqual([0, 1])
  })

  it('may sleep when the program ends, and is not kept awake by what comes later', () => {
    const { blocker, open } = house()
    blocker.tellCall({ phase: 'up' })
    blocker.dispose()
    blocker.dispose()
    blocker.tellCall({ phase: 'ringing' })
    expect(open.size).toBe(0)
  })

  it('is kept awake exactly while there is a call', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('none' as const, 'ringing' as const, 'up' as const)), (phases) => {
        const { blocker, open } = house()
        for (const phase of phases) {
          blocker.tellCall({ phase })
          expect(open.size).toBe(phase === 'none' ? 0 : 1)
        }
      }),
    )
  })
})

describe('power news', () => {
  it('name sleeping, waking, locking and unlocking, until nobody listens any more', () => {
    const monitor = new EventEmitter()
    const heard: string[] = []
    const stop = watchPower(monitor as unknown as PowerMonitor, ({ kind }) => void heard.push(kind))
    for (const event of ['lock-screen', 'suspend', 'on-battery', 'resume', 'unlock-screen']) monitor.emit(event)
    expect(heard).toEqual(['lock', 'suspend', 'resume', 'unlock'])
    stop()
    monitor.emit('suspend')
    expect(heard).toHaveLength(4)
    expect(monitor.eventNames()).toEqual([])
  })
})
