import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { comboOf, isKeyCombo } from '#renderer/ui/keys/key-combo.ts'
import { createKeyRegistry, type KeyAct, type KeyRegistry } from '#renderer/ui/keys/key-registry.ts'

const acts: KeyAct[] = [
  { id: 'answer', combo: 'F2', whileTyping: true },
  { id: 'submit', combo: 'Ctrl+Enter', whileTyping: true },
  { id: 'use-1', combo: 'Alt+1', whileTyping: true },
  { id: 'keys', combo: '?', whileTyping: false },
]
const event = (init: Partial<KeyboardEvent>) => ({
  key: '',
  code: '',
  keyCode: 0,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  repeat: false,
  isComposing: false,
  target: null,
  preventDefault: vi.fn(),
  stopPropagation: vi.fn(),
  ...init,
})
type Fake = ReturnType<typeof event>
const press = (registry: KeyRegistry, init: Partial<KeyboardEvent>): Fake & { consumed: boolean } => {
  const fake = event(init)
  const consumed = registry.handle(fake as unknown as KeyboardEvent)
  return Object.assign(fake, { consumed })
}
const told = vi.fn()
let registry: KeyRegistry

beforeEach(() => {
  told.mockClear()
  const made = createKeyRegistry(acts, told)
  if (!made.ok) throw new Error(made.reason)
  registry = made.value
})

describe('the registry of keys', () => {
  it('runs a bound act and consumes its key', () => {
    const run = vi.fn()
    registry.bind('answer', { run })
    const pressed = press(registry, { key: 'F2', code: 'F2' })
    expect(run).toHaveBeenCalledOnce()
    expect(pressed.consumed).toBe(true)
    expect(pressed.preventDefault).toHaveBeenCalled()
    expect(pressed.stopPropagation).toHaveBeenCalled()
  })

  it.each([{ isComposing: true }, { keyCode: 229 }])(
    'leaves every key alone while an input method composes: %j',
    (composing) => {
      const run = vi.fn()
      for (const { id } of acts) registry.bind(id, { run })
      for (const key of [
        { key: 'F2', code: 'F2' },
        { key: 'Enter', ctrlKey: true },
        { key: '1', code: 'Digit1', altKey: true },
      ]) {
        const pressed = press(registry, { ...key, ...composing })
        expect(pressed.consumed).toBe(false)
        expect(pressed.preventDefault).not.toHaveBeenCalled()
      }
      expect(run).not.toHaveBeenCalled()
    },
  )

  it('consumes the key of an act that cannot be done now, and says why', () => {
    const run = vi.fn()
    registry.bind('answer', { run, disabledReason: 'Nothing rings' })
    expect(press(registry, { key: 'F2' }).consumed).toBe(true)
    expect(run).not.toHaveBeenCalled()
    expect(told).toHaveBeenCalledWith('Nothing rings')
  })

  it('a key held down acts once', () => {
    const run = vi.fn()
    registry.bind('answer', { run })
    press(registry, { key: 'F2' })
    expect(press(registry, { key: 'F2', repeat: true }).consumed).toBe(true)
    expect(run).toHaveBeenCalledOnce()
  })

  it('leaves keys of acts that are not on the page to the browser', () => {
    const unbind = registry.bind('answer', { run: () => {} })
    expect(registry.bound().map(({ id }) => id)).toEqual(['answer'])
    unbind()
    expect(press(registry, { key: 'F2' }).consumed).toBe(false)
    expect(registry.bound()).toEqual([])
  })

  it('the latest binding wins, and the one before comes back', () => {
    const [first, second] = [vi.fn(), vi.fn()]
    registry.bind('answer', { run: first })
    const unbind = registry.bind('answer', { run: second })
    press(registry, { key: 'F2' })
    unbind()
    press(registry, { key: 'F2' })
    expect(first).toHaveBeenCalledOnce()
    expect(second).toHaveBeenCalledOnce()
  })

  it('refuses two acts on one key, and keys that would take typing away', () => {
    const twice = createKeyRegistry([...acts, { id: 'other', combo: 'F2', whileTyping: true }], told)
    expect(twice).toMatchObject({ ok: false, reason: 'conflict', field: 'other' })
    for (const combo of ['A', '1', 'Enter', 'Shift+', 'Ctrl', 'Ctrl+Ctrl+A', 'Hyper+A', '']) {
      expect(isKeyCombo(combo)).toBe(false)
      expect(createKeyRegistry([{ id: 'x', combo, whileTyping: true }], told)).toMatchObject({ reason: 'bad-combo' })
    }
  })

  it('an act the table lacks is a bug', () => {
    expect(() => registry.bind('fly', { run: () => {} })).toThrow(/fly/)
  })
})

describe('comboOf', () => {
  it.each([
    [{ key: 'F2', code: 'F2' }, 'F2'],
    [{ key: 'Enter', code: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
    [{ key: 'Enter', code: 'Enter', metaKey: true }, 'Ctrl+Enter'],
    [{ key: '¡', code: 'Digit1', altKey: true }, 'Alt+1'],
    [{ key: '?', code: 'Slash', shiftKey: true }, '?'],
    [{ key: '？', code: 'Slash', shiftKey: true }, '?'],
    [{ key: 'j', code: 'KeyJ', ctrlKey: true }, 'Ctrl+J'],
  ])('%j is %s', (init, combo) => {
    expect(comboOf(event(init))).toBe(combo)
  })

  it('plain typing never makes a combination that could be registered, but for the question mark', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 1 }), fc.boolean(), (key, shiftKey) => {
        fc.pre(key !== '?' && key !== '？')
        return !isKeyCombo(comboOf(event({ key, shiftKey })))
      }),
    )
  })
})
