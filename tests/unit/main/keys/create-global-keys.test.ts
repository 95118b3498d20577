import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGlobalKeys } from '#main/keys/create-global-keys.ts'
import { wantedKeys } from '#main/keys/key-plan.rules.ts'

const globalKeys = { answer: 'Ctrl+Alt+F2', mute: 'Ctrl+Alt+F9', 'hang-up': 'Ctrl+Alt+F4' }
const usual = { globalKeys, globalKeysOn: true }

/** A system whose keys may be held by another program. */
function house(foreign: string[] = []) {
  const keys = new Map<string, () => void>()
  const acts: string[] = []
  const taken: string[] = []
  let settings = usual
  const global = createGlobalKeys({
    shortcuts: {
      register(accelerator, run) {
        if (keys.has(accelerator)) throw new Error(`${accelerator} is registered twice`)
        if (foreign.includes(accelerator)) return false
        keys.set(accelerator, run)
        return true
      },
      unregister(accelerator) {
        if (!keys.delete(accelerator)) throw new Error(`${accelerator} is not registered`)
      },
    },
    settings: () => settings,
    onAct: (act) => void acts.push(act),
    onTaken: ({ accelerator }) => void taken.push(accelerator),
  })
  return {
    global,
    held: () => [...keys.keys()].sort(),
    press: (accelerator: string) => keys.get(accelerator)?.(),
    acts,
    taken,
    foreign,
    change(next: typeof usual) {
      settings = next
      global.settingsChanged()
    },
  }
}

describe('global keys', () => {
  it('are answer while it rings, mute and hang-up while a call is up, and none at any other time', () => {
    const { global, held, press, acts } = house()
    expect(held()).toEqual([])
    global.tellCall({ phase: 'ringing' })
    expect(held()).toEqual(['Ctrl+Alt+F2'])
    press('Ctrl+Alt+F2')
    global.tellCall({ phase: 'up' })
    expect(held()).toEqual(['Ctrl+Alt+F4', 'Ctrl+Alt+F9'])
    press('Ctrl+Alt+F9')
    press('Ctrl+Alt+F4')
    global.tellCall({ phase: 'none' })
    expect(held()).toEqual([])
    expect(acts).toEqual(['answer', 'mute', 'hang-up'])
  })

  it('are none when they are switched off, also during a call', () => {
    const { global, held, change } = house()
    global.tellCall({ phase: 'up' })
    change({ globalKeys, globalKeysOn: false })
    expect(held()).toEqual([])
    change(usual)
    expect(held()).toHaveLength(2)
  })

  it('change during a call, also when two of them change places', () => {
    const { global, held, press, acts, change } = house()
    global.tellCall({ phase: 'up' })
    change({ ...usual, globalKeys: { ...globalKeys, mute: 'Ctrl+Alt+F4', 'hang-up': 'Ctrl+Alt+F9' } })
    expect(held()).toEqual(['Ctrl+Alt+F4', 'Ctrl+Alt+F9'])
    press('Ctrl+Alt+F4')
    expect(acts).toEqual(['mute'])
  })

  it('that another program holds are said once, and tried again at each call', () => {
    const { global, held, taken, foreign } = house(['Ctrl+Alt+F2'])
    global.tellCall({ phase: 'ringing' })
    global.settingsChanged()
    global.tellCall({ phase: 'none' })
    global.tellCall({ phase: 'ringing' })
    expect(taken).toEqual(['Ctrl+Alt+F2'])
    global.tellCall({ phase: 'none' })
    foreign.length = 0
    global.tellCall({ phase: 'ringing' })
    expect(held()).toEqual(['Ctrl+Alt+F2'])
    global.tellCall({ phase: 'none' })
    foreign.push('Ctrl+Alt+F2')
    global.tellCall({ phase: 'ringing' })
    expect(taken).toHaveLength(2)
  })

  it('that another program holds are named until they could be had, or are not wanted any more', () => {
    const { global, foreign, change } = house(['Ctrl+Alt+F2'])
    expect(global.taken()).toEqual([])
    global.tellCall({ phase: 'ringing' })
    global.tellCall({ phase: 'none' })
    expect(global.taken()).toEqual(['answer'])
    change({ ...usual, globalKeysOn: false })
    expect(global.taken()).toEqual([])
    change({ globalKeysOn: true, globalKeys: { ...globalKeys, answer: 'Ctrl+Alt+F8' } })
    expect(global.taken()).toEqual([])
    change(usual)
    expect(global.taken()).toEqual(['answer'])
    foreign.length = 0
    global.tellCall({ phase: 'ringing' })
    expect(global.taken()).toEqual([])
  })

  it('are given back at the end and never taken again', () => {
    const { global, held } = house()
    global.tellCall({ phase: 'up' })
    global.dispose()
    global.dispose()
    global.tellCall({ phase: 'ringing' })
    global.settingsChanged()
    expect(held()).toEqual([])
  })

  it('held are exactly those wanted, whatever comes in whatever order', () => {
    const step = fc.oneof(
      fc.record({ phase: fc.constantFrom('none' as const, 'ringing' as const, 'up' as const) }),
      fc.record({ on: fc.boolean(), swap: fc.boolean() }),
    )
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { global, held, change } = house()
        let [phase, settings]: ['none' | 'ringing' | 'up', typeof usual] = ['none', usual]
        for (const one of steps) {
          if ('phase' in one) {
            phase = one.phase
            global.tellCall(one)
          } else {
            const keys = one.swap ? { ...globalKeys, answer: globalKeys.mute, mute: globalKeys.answer } : globalKeys
            settings = { globalKeys: keys, globalKeysOn: one.on }
            change(settings)
          }
          const wanted = wantedKeys(phase, settings).map(({ accelerator }) => accelerator)
          expect(held()).toEqual(wanted.sort())
        }
      }),
    )
  })
})
