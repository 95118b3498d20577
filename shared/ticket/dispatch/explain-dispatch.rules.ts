import { hallDay } from '../../kit/hall-day.ts'
import { districtAndStreet, isLocalRole, type UnitHint, unitOfRole } from '../default-unit.rules.ts'
import type { Matter } from '../matter.ts'
import type { District } from '../place.ts'
import { type DispatchRow, nightHours, placeDepth } from './dispatch-row.ts'

/** Why a row that speaks of this matter and place does not decide. */
export const beatenBy = [
  'zone-runs-it',
  'not-yet',
  'over',
  'not-at-night',
  'wider-place',
  'wider-matter',
  'any-hour',
  'older',
  'later-line',
  'unit-unclear',
] as const
export type BeatenBy = (typeof beatenBy)[number]

/** Where the answer comes from: a row, the matter's usual unit by the zone, the street, the district or its name; or why there is none. */
export const dispatchSteps = [
  'row',
  'zone',
  'street',
  'department',
  'named',
  'place-unclear',
  'no-usual-unit',
  'unit-unclear',
] as const
export type DispatchStep = (typeof dispatchSteps)[number]

/** Which unit gets a ticket, and why. */
export interface DispatchAnswer {
  /** Unit id; null: a dispatcher has to say. */
  readonly unit: string | null
  readonly assisting: readonly string[]
  readonly step: DispatchStep
  readonly row: DispatchRow | null
  readonly beaten: readonly { readonly row: DispatchRow; readonly by: BeatenBy }[]
}

/** What is asked. `at` ms since the epoch. */
export interface DispatchQuestion {
  readonly matter: string
  readonly place: string
  readonly at: number
}

/** What the rules know of matters, places and units. */
export interface DispatchWorld {
  matter(code: string): Matter | undefined
  isUnit(id: string): boolean
  unitNamed(name: string): string | null
  readonly divisions: { readonly districts: readonly District[] }
}

/** The rows, found by their place and matter. */
export type DispatchIndex = ReadonlyMap<string, readonly DispatchRow[]>

const keyOf = (place: string, matter: string): string => `${place}|${matter}`

/** Makes the rows findable: an answer then looks at some twenty keys, however many rows there are. */
export function indexDispatch(rows: readonly DispatchRow[]): DispatchIndex {
  const index = new Map<string, DispatchRow[]>()
  for (const row of rows) {
    const key = keyOf(row.place, row.matter)
    const same = index.get(key)
    if (same) same.push(row)
    else index.set(key, [row])
  }
  return index
}

/** Whether it is night in the hall. */
export function isNight(at: number): boolean {
  const hour = Math.floor((at - hallDay(at).start) / 3_600_000)
  return hour >= nightHours.from || hour < nightHours.until
}

const idOf = (hint: UnitHint, world: DispatchWorld): string | null => {
  if (hint.by === 'name') return world.unitNamed(hint.name)
  const id = hint.by === 'zone' ? `Z-${hint.zone}` : `S${hint.street}`
  return world.isUnit(id) ? id : null
}

/** The unit a name of a row means in this place. */
function unitOf(name: string, place: string, world: DispatchWorld): string | null {
  if (world.isUnit(name)) return name
  const hint = unitOfRole(name, world.divisions.districts, place)
  return hint && idOf(hint, world)
}

interface Asked extends DispatchQuestion {
  readonly day: string
  readonly night: boolean
  readonly zone: string
}

/** Rows that speak of the matter and the place, whether they hold now or not. */
function speaking(index: DispatchIndex, asked: Asked): readonly DispatchRow[] {
  const { place, matter, zone } = asked
  const code = /^\d+$/.test(place)
  const places = code ? ['', place.slice(0, 6), place.slice(0, 9), place.slice(0, 12)] : ['']
  if (zone !== '') places.push(`Z-${zone}`)
  const matters = ['', matter.slice(0, 2), matter.slice(0, 4), matter]
  return [...new Set(places)].flatMap((where) =>
    [...new Set(matters)].flatMap((what) => index.get(keyOf(where, what)) ?? []),
  )
}

function outOfForce(row: DispatchRow, { day, night, zone }: Asked): BeatenBy | null {
  // A district does not decide for an area that a development zone runs, though the statistics put it there.
  if (zone !== '' && placeDepth(row.place) === 1) return 'zone-runs-it'
  if (row.from !== '' && day < row.from) return 'not-yet'
  if (row.to !== '' && day > row.to) return 'over'
  return row.hours === 'night' && !night ? 'not-at-night' : null
}

/** Below zero: `a` goes before `b`. The place counts first, then the matter, the hour, the day it began, the line. */
function compare(a: DispatchRow, b: DispatchRow): number {
  return (
    placeDepth(b.place) - placeDepth(a.place) ||
    b.matter.length - a.matter.length ||
    Number(b.hours === 'night') - Number(a.hours === 'night') ||
    (a.from === b.from ? a.line - b.line : a.from < b.from ? 1 : -1)
  )
}

function beatenOf(winner: DispatchRow, row: DispatchRow): BeatenBy {
  if (placeDepth(row.place) < placeDepth(winner.place)) return 'wider-place'
  if (row.matter.length < winner.matter.length) return 'wider-matter'
  if (row.hours !== winner.hours) return 'any-hour'
  return row.from === winner.from ? 'later-line' : 'older'
}

function usual(asked: Asked, world: DispatchWorld): Pick<DispatchAnswer, 'unit' | 'step'> {
  const role = world.matter(asked.matter)?.unit ?? ''
  if (role === '') return { unit: null, step: 'no-usual-unit' }
  const hint = unitOfRole(role, world.divisions.districts, asked.place)
  if (hint === null) return { unit: null, step: 'place-unclear' }
  const unit = idOf(hint, world)
  if (unit === null) return { unit, step: 'unit-unclear' }
  return { unit, step: hint.by === 'name' ? (isLocalRole(role) ? 'department' : 'named') : hint.by }
}

/** The most specific row that holds now decides; without one, the usual unit of the matter in that place. */
export function explainDispatch(
  index: DispatchIndex,
  question: DispatchQuestion,
  world: DispatchWorld,
): DispatchAnswer {
  const zone = districtAndStreet(world.divisions.districts, question.place).street?.zone ?? ''
  const asked = { ...question, zone, day: hallDay(question.at).day, night: isNight(question.at) }
  const beaten: { row: DispatchRow; by: BeatenBy }[] = []
  const inForce: DispatchRow[] = []
  for (const row of speaking(index, asked)) {
    const by = outOfForce(row, asked)
    if (by === null) inForce.push(row)
    else beaten.push({ row, by })
  }
  let winner: { row: DispatchRow; unit: string } | undefined
  for (const row of inForce.sort(compare)) {
    const unit = winner === undefined ? unitOf(row.lead, asked.place, world) : null
    if (winner !== undefined) beaten.push({ row, by: beatenOf(winner.row, row) })
    else if (unit === null) beaten.push({ row, by: 'unit-unclear' })
    else winner = { row, unit }
  }
  if (winner === undefined) return { ...usual(asked, world), assisting: [], row: null, beaten }
  const { row, unit } = winner
  const assisting = row.assisting.flatMap((name) => unitOf(name, asked.place, world) ?? [])
  return { unit, assisting: assisting.filter((id) => id !== unit), step: 'row', row, beaten }
}

/** What is kept on the ticket as the reason of its dispatch (派单依据); words of the hall, whatever the interface speaks. */
export function basisOf(answer: Pick<DispatchAnswer, 'row'>, version: number): string {
  const { row } = answer
  if (row === null) return '派单目录：诉求分类的默认承办单位'
  return Array.from(`派单规则第${version}版第${row.line}行：${row.basis}`).slice(0, 500).join('')
}
