import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listGroups } from '#shared/directory/directory-list.rules.ts'
import { type DirectoryEntry, entryKinds, presences } from '#shared/directory/entry.ts'
import { mostCandidates, nextCandidates } from '#shared/directory/next-candidates.rules.ts'
import { matterFit, placeFit } from '#shared/directory/serves.rules.ts'
import { mostSuggestions, suggestEntries } from '#shared/directory/suggest-entries.rules.ts'
import { entryOf, people, personAt, present } from '#tests/support/directory-people.ts'

const numberOf = new Map(people.map((entry) => [entry.id, entry.number]))
const suggested = (matter: string, place: string) =>
  suggestEntries(people, { matter, place }).map(({ id, because }) => [numberOf.get(id), because])

describe('whom an entry is for', () => {
  it('fits the closer the lower the node that holds the matter', () => {
    expect(matterFit({ matters: ['020000'] }, '020101')).toBe(1)
    expect(matterFit({ matters: ['020000', '020100'] }, '020101')).toBe(2)
    expect(matterFit({ matters: ['020101'] }, '020101')).toBe(3)
    expect(matterFit({ matters: ['020100'] }, '020201')).toBe(0)
    expect(matterFit({ matters: ['000000'] }, '020201')).toBe(0)
    expect(matterFit({ matters: [] }, '020101')).toBe(0)
  })

  it('knows the whole city from a district, a street and a community', () => {
    expect(placeFit({ places: [] }, '120102001')).toBe(1)
    expect(placeFit({ places: ['120102'] }, '120102001')).toBe(2)
    expect(placeFit({ places: ['120102001'] }, '120102001003')).toBe(3)
    expect(placeFit({ places: ['120102001003'] }, '120102001003')).toBe(4)
    expect(placeFit({ places: ['120101'] }, '120102001')).toBe(0)
    expect(placeFit({ places: ['120102001'] }, '')).toBe(0)
  })
})

describe('suggestions for the ticket at hand', () => {
  it('are none while nothing is written', () => {
    expect(suggested('', '')).toEqual([])
    expect(suggested('', 'not-mentioned')).toEqual([])
  })

  it('give for a matter its expert first, then the department', () => {
    expect(suggested('020101', '')).toEqual([
      ['9003', 'matter'],
      [personAt('9003') && people.find(({ id }) => id === 'department-gr')?.number, 'matter'],
    ])
  })

  it('give for a place its own: the zone that runs it before the district around it', () => {
    expect(suggested('', '120116400')).toEqual([
      ['63001', 'place'],
      [people.find(({ id }) => id === 'department-120116')?.number, 'place'],
    ])
  })

  it('never give one that is for other places', () => {
    const other = entryOf('a1', { matters: ['020000'], places: ['120101'] })
    expect(suggestEntries([other], { matter: '020101', place: '120102' })).toEqual([])
    expect(suggestEntries([other], { matter: '020101', place: '120101004' })).toEqual([{ id: 'a1', because: 'both' }])
  })

  it('are few, for any matter and place', () => {
    const code = fc.constantFrom('', '050401', '190305', '150101', '120101', '120116400', 'not-mentioned', '99')
    fc.assert(
      fc.property(code, code, (matter, place) => {
        const found = suggestEntries(people, { matter, place })
        expect(found.length).toBeLessThanOrEqual(mostSuggestions)
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
      }),
    )
  })
})

describe('who is rung after the one that does not answer', () => {
  const numbers = (number: string, away: readonly string[] = []) =>
    nextCandidates(
      present(personAt(number)),
      people.map((entry) => present(entry, away.includes(entry.number) ? 'offline' : 'ready')),
    ).map((entry) => entry.number)

  it('takes another expert for the same matter', () => {
    expect(numbers('9001')).toEqual(['9001', '9005'])
    expect(numbers('9001', ['9005'])).toEqual(['9001'])
    expect(numbers('9003')).toEqual(['9003'])
  })

  it('takes an interpreter of the same language', () => {
    expect(numbers('65001')).toEqual(['65001', '65002'])
  })

  it('takes nobody for a city, and no chance colleague for a seat', () => {
    expect(numbers('64001')).toEqual(['64001'])
    expect(numbers('8001')).toEqual(['8001'])
  })

  it('takes the same organisation first, then who is likeliest to answer', () => {
    const one = entryOf('a1', { unit: '甲', matters: ['020100'] })
    const [same, ready, away, busy] = [
      entryOf('a2', { unit: '甲' }),
      entryOf('a3', { matters: ['020101'] }),
      entryOf('a4', { matters: ['020000'] }),
      entryOf('a5', { matters: ['020100'] }),
    ]
    const all = [
      present(away as DirectoryEntry, 'away'),
      present(ready as DirectoryEntry),
      present(busy as DirectoryEntry, 'busy'),
    ]
    const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id)
    expect(ids(nextCandidates(present(one), [...all, present(same as DirectoryEntry, 'away')]))).toEqual([
      'a1',
      'a2',
      'a3',
    ])
    expect(ids(nextCandidates(present(one), all))).toEqual(['a1', 'a3', 'a4'])
  })

  it('always has the chosen one first, at most three, each once, of one kind, and nobody who is busy or gone', () => {
    const some = fc.record({
      kind: fc.constantFrom(...entryKinds),
      unit: fc.constantFrom('甲', '乙'),
      languages: fc.subarray(['en', 'ja']),
      matters: fc.subarray(['020000', '020101', '030100']),
      places: fc.subarray(['120101', '120102001']),
      presence: fc.constantFrom(...presences),
    })
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 12 }), (rows) => {
        const entries = rows.map(({ presence, ...more }, at) => present(entryOf(`e${at}`, more), presence))
        for (const chosen of entries) {
          const [head, ...others] = nextCandidates(chosen, entries)
          expect(head).toBe(chosen)
          expect(others.length).toBeLessThan(mostCandidates)
          expect(new Set([chosen, ...others]).size).toBe(others.length + 1)
          for (const other of others) {
            expect(other.kind).toBe(chosen.kind)
            expect(['ready', 'unknown', 'away']).toContain(other.presence)
          }
        }
      }),
    )
  })
})

describe('the list before anything is typed', () => {
  it('has favourites, then suggestions, then the rest by kind', () => {
    const suggestions = suggestEntries(people, { matter: '050401', place: '' })
    const groups = listGroups(people, new Set(['expert-9002', 'gone']), suggestions)
    // Nobody of the sandbox's file is a queue: those are the backend's own.
    expect(groups.map(({ group }) => group)).toEqual([
      'favourite',
      'suggested',
      ...entryKinds.filter((kind) => kind !== 'queue'),
    ])
    expect(groups[0]?.ids).toEqual(['expert-9002'])
    expect(groups[1]?.ids[0]).toBe('expert-9001')
  })

  it('has everybody exactly once, whoever is starred or suggested', () => {
    const ids = people.map(({ id }) => id)
    fc.assert(
      fc.property(fc.subarray(ids), fc.subarray(ids), (stars, hints) => {
        const suggestions = hints.map((id) => ({ id, because: 'matter' as const }))
        const listed = listGroups(people, new Set(stars), suggestions).flatMap((group) => group.ids)
        expect([...listed].sort()).toEqual([...ids].sort())
      }),
    )
  })
})
