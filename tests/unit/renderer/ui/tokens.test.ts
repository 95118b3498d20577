import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../../../renderer/ui/tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((match) => [
    match[1] ?? '',
    [match[2] ?? '', match[3] ?? ''] as const,
  ]),
)
/** Relative luminance, WCAG 2.2. */
const luminance = (hex: string): number => {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}
const grounds = ['canvas', 'surface', 'surface-raised', 'surface-sunken', 'hover', 'pressed']
const colours = ['green', 'blue', 'amber', 'violet', 'grey', 'red']
const pairs: [string, string, number][] = [
  ...['ink', 'ink-soft'].flatMap((ink) => grounds.map((ground): [string, string, number] => [ink, ground, 4.5])),
  ...['canvas', 'surface', 'surface-raised', 'surface-sunken', 'grey-tint'].map((ground): [string, string, number] => [
    'ink-faint',
    ground,
    4.5,
  ]),
  ...colours.flatMap((colour): [string, string, number][] => [
    [`${colour}-ink`, `${colour}-tint`, 4.5],
    [`${colour}-ink`, 'surface', 4.5],
    [`${colour}-ink`, 'canvas', 4.5],
    [`${colour}-on`, `${colour}-fill`, 4.5],
  ]),
  ['ink-on', 'ink-fill', 4.5],
  ['line-strong', 'surface', 3],
  ['line-strong', 'surface-raised', 3],
  ['focus', 'canvas', 3],
]

describe('the design tokens', () => {
  it.each(pairs)('%s on %s meets AA in both themes', (ink, ground, least) => {
    const [one, other] = [tokens.get(ink), tokens.get(ground)]
    if (!one || !other) throw new Error(`no token ${ink} or ${ground}`)
    expect(contrast(one[0], other[0])).toBeGreaterThanOrEqual(least)
    expect(contrast(one[1], other[1])).toBeGreaterThanOrEqual(least)
  })
})
