import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { otherScreen, placed } from '#main/windows/placement.rules.ts'

const left = { x: -1920, y: 0, width: 1920, height: 1080 }
const main = { x: 0, y: 0, width: 1366, height: 728 }

describe('a window', () => {
  it('comes back where it was', () => {
    expect(placed({ x: -1800, y: 40, width: 1366, height: 768 }, [main, left])).toEqual({
      x: -1800,
      y: 40,
      width: 1366,
      height: 768,
    })
  })

  it('whose monitor is gone comes to the middle of the first', () => {
    expect(placed({ x: -1800, y: 40, width: 1000, height: 600 }, [main])).toEqual({
      x: 183,
      y: 64,
      width: 1000,
      height: 600,
    })
  })

  it('is never larger than its screen, and its title never above it', () => {
    fc.assert(
      fc.property(
        fc.record({
          x: fc.integer({ min: -5000, max: 5000 }),
          y: fc.integer({ min: -5000, max: 5000 }),
          width: fc.integer({ min: 100, max: 9000 }),
          height: fc.integer({ min: 100, max: 9000 }),
        }),
        (wished) => {
          const box = placed(wished, [main, left])
          const on = [main, left].some(
            ({ x, y, width, height }) =>
              box.x < x + width && box.x + box.width > x && box.y >= y && box.y < y + height && box.width <= width,
          )
          expect(on).toBe(true)
        },
      ),
    )
  })
})

describe('a second window', () => {
  it('opens on another monitor than the desk where there is one', () => {
    expect(otherScreen({ x: 100, y: 50, width: 1000, height: 600 }, [main, left])).toBe(left)
    expect(otherScreen({ x: -1500, y: 50, width: 1000, height: 600 }, [main, left])).toBe(main)
    expect(otherScreen({ x: 100, y: 50, width: 1000, height: 600 }, [main])).toBe(main)
  })
})
