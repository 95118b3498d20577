import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ConferenceDocument,
  nextRoster,
  othersIn,
  type Roster,
  type ToldUser,
} from '#shared/telephony/roster.rules.ts'

const told = (entity: string, more: Partial<ToldUser> = {}): ToldUser => ({
  entity,
  state: 'full',
  name: entity,
  connected: true,
  muted: false,
  ...more,
})
const document = (version: number, state: ConferenceDocument['state'], users: ToldUser[] = []): ConferenceDocument => ({
  entity: 'sip:conf.1@home.test',
  version,
  state,
  users,
})
const having = (...documents: ConferenceDocument[]) =>
  documents.reduce<{ roster: Roster | null; kinds: string[] }>(
    ({ roster, kinds }, each) => {
      const next = nextRoster(roster, each)
      return { roster: next.kind === 'next' ? next.roster : roster, kinds: [...kinds, next.kind] }
    },
    { roster: null, kinds: [] },
  )

describe('a roster', () => {
  it('is what a full document says, changed by each partial one that follows on', () => {
    const { roster } = having(
      document(1, 'full', [told('sip:a@h'), told('sip:b@h')]),
      document(2, 'partial', [told('sip:c@h')]),
      document(3, 'partial', [told('sip:a@h', { state: 'deleted' })]),
    )
    expect(roster?.users.map(({ entity }) => entity)).toEqual(['sip:b@h', 'sip:c@h'])
  })

  it('keeps of a user told in part what was not told anew', () => {
    const { roster } = having(
      document(1, 'full', [told('sip:a@h', { name: 'A' })]),
      document(2, 'partial', [told('sip:a@h', { state: 'partial', name: null, connected: null, muted: true })]),
    )
    expect(roster?.users).toEqual([{ entity: 'sip:a@h', name: 'A', connected: true, muted: true }])
  })

  it('asks for a full document after a gap, and lets an old one be', () => {
    expect(having(document(1, 'partial')).kinds).toEqual(['gap'])
    expect(having(document(1, 'full'), document(3, 'partial'), document(3, 'full')).kinds).toEqual([
      'next',
      'gap',
      'next',
    ])
    expect(having(document(5, 'full'), document(5, 'full'), document(4, 'partial')).kinds).toEqual([
      'next',
      'stale',
      'stale',
    ])
    expect(having(document(1, 'full'), document(2, 'deleted')).kinds).toEqual(['next', 'over'])
  })

  it('names the others who are connected, and not us', () => {
    const { roster } = having(
      document(1, 'full', [told('sip:me@h'), told('sip:a@h'), told('sip:gone@h', { connected: false })]),
    )
    expect(roster && othersIn(roster, 'sip:me@h').map(({ entity }) => entity)).toEqual(['sip:a@h'])
  })

  it('never goes back in version and never has a user twice, whatever comes in whatever order', () => {
    const anyUser = fc.record({
      entity: fc.constantFrom('sip:a@h', 'sip:b@h', 'sip:c@h'),
      state: fc.constantFrom('full' as const, 'partial' as const, 'deleted' as const),
      name: fc.option(fc.string()),
      connected: fc.option(fc.boolean()),
      muted: fc.option(fc.boolean()),
    })
    const anyDocument = fc.record({
      entity: fc.constant('sip:conf.1@h'),
      version: fc.nat(8),
      state: fc.constantFrom('full' as const, 'partial' as const, 'deleted' as const),
      users: fc.array(anyUser, { maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.array(anyDocument), (documents) => {
        let known: Roster | null = null
        for (const each of documents) {
          const next = nextRoster(known, each)
          if (next.kind !== 'next') continue
          expect(next.roster.version).toBeGreaterThan(known?.version ?? -1)
          const entities = next.roster.users.map(({ entity }) => entity)
          expect(new Set(entities).size).toBe(entities.length)
          known = next.roster
        }
      }),
    )
  })
})
