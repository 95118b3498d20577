import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { drawings, redrawn } from '#build/drawings.ts'

it('the drawings of docs/telephony.md are those of the tables (`tsx build/drawings.ts` makes them anew)', () => {
  const page = readFileSync('docs/telephony.md', 'utf8')
  expect(redrawn(page)).toBe(page)
})

it('a page without a place for a drawing is refused', () => {
  expect(() => redrawn('nothing')).toThrow(Object.keys(drawings)[0])
})
