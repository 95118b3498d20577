import { describe, expect, it } from 'vitest'
import { zoomAfter } from '#main/windows/zoom-keys.rules.ts'
import { zoomSteps } from '#shared/contract/host/settings.schema.ts'

const pressed = (key: string, more = {}) => ({
  ...{ type: 'keyDown', key, control: true, meta: false, alt: false, isComposing: false },
  ...more,
})

describe('a key that zooms', () => {
  it('goes one step up or down, stops at the ends, and 0 is the usual size', () => {
    expect(zoomAfter(1, pressed('+'))).toBe(1.1)
    expect(zoomAfter(1, pressed('='))).toBe(1.1)
    expect(zoomAfter(1, pressed('-'))).toBe(0.9)
    expect(zoomAfter(1.17, pressed('-'))).toBe(1.1)
    expect(zoomAfter(zoomSteps.at(-1) ?? 0, pressed('+'))).toBe(2)
    expect(zoomAfter(0.5, pressed('-'))).toBe(0.5)
    expect(zoomAfter(1.5, pressed('0'))).toBe(1)
  })

  it('is Ctrl, or Command on a Mac, and nothing a person types', () => {
    expect(zoomAfter(1, pressed('+', { control: false, meta: true }))).toBe(1.1)
    expect(zoomAfter(1, pressed('+', { control: false }))).toBeNull()
    expect(zoomAfter(1, pressed('+', { alt: true }))).toBeNull()
    expect(zoomAfter(1, pressed('+', { isComposing: true }))).toBeNull()
    expect(zoomAfter(1, pressed('+', { type: 'keyUp' }))).toBeNull()
    expect(zoomAfter(1, pressed('a'))).toBeNull()
  })
})
