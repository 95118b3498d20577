import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Area, toastArea, toastPlace } from '#main/attention/toast-place.rules.ts'

const main = { x: 0, y: 0, width: 1920, height: 1040 }
const left = { x: -1366, y: -200, width: 1366, height: 728 }
const size = { width: 360, height: 180 }

describe('a toast', () => {
  it('stands at the bottom right of the work area, away from the edges', () => {
    expect(toastPlace(main, size)).toEqual({ x: 1548, y: 848 })
    expect(toastPlace(left, size)).toEqual({ x: -372, y: 336 })
  })

  it('keeps whole pixels on a scaled display', () => {
    expect(toastPlace({ x: -1097.6, y: 0.4, width: 1097.6, height: 614.4 }, size)).toEqual({ x: -372, y: 422 })
  })

  it('keeps its upper left corner on an area that is too small for it', () => {
    expect(toastPlace({ x: 100, y: 50, width: 200, height: 100 }, size)).toEqual({ x: 100, y: 50 })
  })

  it('goes where most of the desk is', () => {
    expect(toastArea({ x: 200, y: 50, width: 1200, height: 700 }, [main, left])).toBe(main)
    expect(toastArea({ x: -1300, y: -100, width: 1200, height: 700 }, [main, left])).toBe(left)
    expect(toastArea({ x: -900, y: 0, width: 1200, height: 500 }, [main, left])).toBe(left)
  })

  it('goes to the nearest area when the desk is on none, to the first without a desk, nowhere without a display', () => {
    expect(toastArea({ x: -3000, y: 0, width: 800, height: 600 }, [main, left])).toBe(left)
    expect(toastArea({ x: 5000, y: 0, width: 800, height: 600 }, [left, main])).toBe(main)
    expect(toastArea(null, [main, left])).toBe(main)
    expect(toastArea(null, [])).toBeUndefined()
    expect(toastArea(main, [])).toBeUndefined()
  })

  it('is wholly on an area it fits on, wherever that lies', () => {
    const at = fc.integer({ min: -20_000, max: 20_000 })
    const area: fc.Arbitrary<Area> = fc.record({
      x: at,
      y: at,
      width: fc.integer({ min: 400, max: 8000 }),
      height: fc.integer({ min: 200, max: 8000 }),
    })
    fc.assert(
      fc.property(area, fc.constantFrom(1, 1.25, 1.5, 1.75, 2), (screen, factor) => {
        const scaled = { x: screen.x / factor, y: screen.y / factor, width: screen.width, height: screen.height }
        const { x, y } = toastPlace(scaled, size)
        expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true)
        expect(x >= scaled.x && y >= scaled.y).toBe(true)
        expect(x + size.width <= scaled.x + scaled.width && y + size.height <= scaled.y + scaled.height).toBe(true)
      }),
    )
  })
})
