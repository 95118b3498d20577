import { describe, expect, it } from 'vitest'
import { badgeEdge, badgeFigure, badgeImage } from '#main/attention/badge-image.rules.ts'

const drawn = (count: number) => {
  const bytes = badgeImage(count)
  return Array.from({ length: badgeEdge }, (_, y) =>
    Array.from({ length: badgeEdge }, (_, x) => {
      const at = (y * badgeEdge + x) * 4
      return bytes[at + 3] === 0 ? ' ' : bytes[at] === 0 ? '#' : '.'
    }).join(''),
  )
}

describe('the badge on the task bar', () => {
  it('is a picture of its figure, with clear corners', () => {
    expect(badgeImage(4)).toHaveLength(badgeEdge * badgeEdge * 4)
    expect(drawn(4).map((row) => row.slice(5, 11))).toEqual([
      '......',
      '......',
      '......',
      '##..##',
      '##..##',
      '##..##',
      '##..##',
      '######',
      '######',
      '....##',
      '....##',
      '....##',
      '....##',
      '......',
      '......',
      '......',
    ])
    expect(drawn(4)[0]?.startsWith('  ')).toBe(true)
  })

  it('is another one for each figure, and one for all above nine', () => {
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => drawn(count).join()))).toHaveProperty('size', 10)
    expect(badgeFigure(10)).toBe(badgeFigure(1_000_000))
  })
})
