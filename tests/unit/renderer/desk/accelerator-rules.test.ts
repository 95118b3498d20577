import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceleratorOf } from '#renderer/desk/shell/accelerator.rules.ts'
import { acceleratorSchema } from '#shared/contract/host/settings.schema.ts'

const none = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false }

describe('a pressed global key', () => {
  it('is written as the shell writes it, whatever the keyboard makes of it', () => {
    expect(acceleratorOf({ ...none, key: 'F9', code: 'F9', ctrlKey: true, altKey: true })).toBe('Ctrl+Alt+F9')
    expect(acceleratorOf({ ...none, key: 'µ', code: 'KeyM', ctrlKey: true, altKey: true })).toBe('Ctrl+Alt+M')
    expect(acceleratorOf({ ...none, key: '!', code: 'Digit1', shiftKey: true, metaKey: true })).toBe('Shift+Super+1')
  })

  it('is none without a modifier, or where it is how people type', () => {
    const plain = ['F2', 'a', 'Tab', 'Control'].map((key) => ({ ...none, key, code: key }))
    for (const pressed of plain) expect(acceleratorOf(pressed)).toBeNull()
    expect(acceleratorOf({ ...none, key: 'A', code: 'KeyA', shiftKey: true })).toBeNull()
    expect(acceleratorOf({ ...none, key: 'f', code: 'KeyF', altKey: true })).toBeNull()
    expect(acceleratorOf({ ...none, key: 'Tab', code: 'Tab', ctrlKey: true })).toBeNull()
  })

  it('is always one the settings take', () => {
    const keys = fc.oneof(fc.constantFrom('F1', 'F12', 'F24', 'F25', 'a', 'Control', 'Dead', '！'), fc.string())
    const codes = fc.oneof(fc.constantFrom('KeyA', 'Digit0', 'F1', 'KeyAB', 'Numpad1'), fc.string())
    const pressed = fc.record({
      key: keys,
      code: codes,
      ctrlKey: fc.boolean(),
      altKey: fc.boolean(),
      shiftKey: fc.boolean(),
      metaKey: fc.boolean(),
    })
    fc.assert(
      fc.property(pressed, (one) => {
        const written = acceleratorOf(one)
        return written === null || acceleratorSchema.safeParse(written).success
      }),
    )
  })
})
