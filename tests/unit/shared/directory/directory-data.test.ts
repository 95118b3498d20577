import { describe, expect, it } from 'vitest'
import { sandboxSeats } from '#server/sandbox/accounts.ts'
import { sandboxDirectory, sandboxDirectoryFile } from '#server/sandbox/directory.ts'
import { directoryFileSchema } from '#shared/contract/directory-file.schema.ts'
import { matterFit } from '#shared/directory/serves.rules.ts'
import { numberKind } from '#shared/kit/phone-number.ts'
import { takesCalls } from '#shared/seat/seat-state.ts'
import { people } from '#tests/support/directory-people.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'

const { matters, divisions } = ticketData.catalogue

describe("the sandbox's directory", () => {
  it('has only numbers of its own: no real telephone has them', () => {
    for (const { number } of sandboxDirectory()) {
      expect(number).toMatch(/^\d{4,5}$/)
      expect(numberKind(number)).toBeNull()
    }
  })

  it('gives the units of its contacts duty mobiles that no network gives out', () => {
    const { dutyMobiles } = sandboxDirectoryFile()
    const units = sandboxSeats.flatMap(({ unit }) => unit ?? [])
    expect([...dutyMobiles.keys()].sort()).toEqual(units.sort())
    for (const number of dutyMobiles.values()) expect(number).toMatch(/^142\d{8}$/)
  })

  it('speaks of matters and places that exist', () => {
    const places = new Set(divisions.places.map(({ id }) => id))
    for (const { id, matters: nodes, places: codes } of people) {
      for (const node of nodes)
        expect(
          matters.some((matter) => matterFit({ matters: [node] }, matter.id) > 0),
          `${id} ${node}`,
        ).toBe(true)
      for (const code of codes) expect(places.has(code), `${id} ${code}`).toBe(true)
    }
  })

  it('leaves no matter without somebody who is for it', () => {
    const orphans = matters.filter(({ id }) => !people.some((entry) => matterFit(entry, id) > 0))
    expect(orphans.map(({ path }) => path.join('/'))).toEqual([])
  })

  it('gives each development zone exactly the places it runs', () => {
    const run = new Map<string, string[]>()
    for (const { streets } of divisions.districts)
      for (const { code, zone } of streets) if (zone !== '') run.set(zone, [...(run.get(zone) ?? []), code])
    const zones = people.filter(({ kind }) => kind === 'zone')
    expect(zones).toHaveLength(5)
    for (const { id, places } of zones) expect([...places].sort()).toEqual(run.get(id.replace('zone-', ''))?.sort())
  })

  it('holds every seat that takes calls, under the name of who works there', () => {
    const byNumber = new Map(people.map((entry) => [entry.number, entry]))
    for (const { seat, name, role } of sandboxSeats) {
      if (!takesCalls(role)) expect(byNumber.has(seat)).toBe(false)
      else expect(byNumber.get(seat)?.name).toBe(name)
    }
    expect(people.filter(({ kind }) => kind === 'expert').map(({ number }) => number)).toEqual([
      '9001',
      '9002',
      '9003',
      '9004',
      '9005',
    ])
  })

  it('is refused with the field that is wrong', () => {
    const [first, second] = sandboxDirectory()
    const wrong = (entries: unknown) => directoryFileSchema(ticketData.catalogue).safeParse(entries).error?.issues[0]
    expect(wrong([{ ...first, number: '90 01' }])?.path).toEqual([0, 'number'])
    expect(wrong([first, { ...second, number: first?.number }])).toMatchObject({
      path: [1, 'number'],
      message: '9001 stands twice',
    })
    expect(wrong([{ ...first, phone: '1' }])?.path).toEqual([0])
  })
})
