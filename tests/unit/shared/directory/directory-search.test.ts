import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDirectorySearch } from '#shared/directory/directory-search.ts'
import { typedNumber } from '#shared/directory/typed-number.rules.ts'
import { people } from '#tests/support/directory-people.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'

const search = createDirectorySearch(people, ticketData.toSyllables, ticketData.matters)
const byId = new Map(people.map((entry) => [entry.id, entry]))
const found = (query: string, limit = 200) => search.search(query, limit)
const first = (query: string) => byId.get(found(query)[0]?.id ?? '')

describe('searching the directory', () => {
  it.each([
    ['秦海川', '9001'],
    ['qinhaichuan', '9001'],
    ['qhc', '9001'],
    ['秦hc', '9001'],
    ['lzx', '8001'],
    ['9003', '9003'],
    ['９００３', '9003'],
    [' 9 0 0 3 ', '9003'],
    ['公积金专家', '9001'],
    ['市住房公积金管理中心', '9001'],
    ['zjw', '9005'],
    ['langfang', '64012'],
    ['廊坊', '64012'],
    ['teda', '63001'],
    ['泰达', '63001'],
    ['English', '65001'],
    ['yingyu', '65001'],
  ])('finds for %s first %s', (query, number) => {
    expect(first(query)?.number).toBe(number)
  })

  it('finds by matter who is for it, the closest first, and says by which', () => {
    const [one] = found('暖气不热')
    expect(byId.get(one?.id ?? '')?.number).toBe('9003')
    expect(one?.matter).toBe('020101')
    expect(found('暖气不热').map(({ id }) => byId.get(id)?.unit)).toContain('供热单位')
  })

  it('finds nobody for an empty query or for nonsense', () => {
    expect(found('  ')).toEqual([])
    expect(found('zzzzqqq')).toEqual([])
    expect(found('13900001111')).toEqual([])
  })

  it('finds without matters as long as they are not there', () => {
    const early = createDirectorySearch(people, ticketData.toSyllables, null)
    expect(early.search('秦海川', 5)).toEqual([{ id: 'expert-9001', matter: null }])
  })

  it('finds everybody by name, by number and by initials, each once, whatever is typed', () => {
    const some = fc.constantFrom(...people)
    fc.assert(
      fc.property(some, (entry) => {
        const initials = ticketData.toSyllables(entry.name).map((syllable) => syllable.slice(0, 1))
        expect(found(entry.number)[0]?.id).toBe(entry.id)
        for (const query of [entry.name, entry.unit, initials.join('')])
          expect(found(query).map(({ id }) => id)).toContain(entry.id)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'市局zjw9001 城管a') }), (query) => {
        const ids = found(query).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => byId.has(id))).toBe(true)
      }),
    )
  })
})

describe('a typed number', () => {
  it.each([
    ['139 0000 1111', '13900001111'],
    ['022-2345 6789', '02223456789'],
    ['（022）23456789', '02223456789'],
    ['+86 22 2345 6789', '+862223456789'],
    ['１２３４５', '12345'],
    ['12', null],
    ['王12345', null],
    ['', null],
    ['1'.repeat(21), null],
  ])('%s means %s', (text, number) => {
    expect(typedNumber(text)).toBe(number)
  })
})
