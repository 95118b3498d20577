import { isOpen, type TicketStatus } from '../ticket-status.machine.ts'
import { similarity } from './similarity.rules.ts'

const hour = 3_600_000
/** What counts as the same again; times in ms. */
export const nearLimits = {
  sameNumber: 7 * 24 * hour,
  similarWithin: 15 * 24 * hour,
  similarFrom: 0.75,
  groupWithin: 24 * hour,
  groupFrom: 3,
  falselyClosedWithin: 72 * hour,
} as const

/** What two demands are compared by. `phone`: any text that is the same for the same number alone, empty for none. */
export interface Demand {
  readonly matter: string
  readonly place: string
  readonly address: string
  readonly phone: string
  readonly title: string
  readonly content: string
}

/** A ticket that may be about the same. Times ms since the epoch. */
export interface NearTicket extends Demand {
  readonly ticketNo: string
  readonly status: TicketStatus
  readonly at: number
  readonly closedAt: number | null
}

/** What was found. Similar ones are the most alike first, repeats the newest. */
export interface NearFound {
  readonly repeats: readonly NearTicket[]
  readonly similar: readonly { readonly ticket: NearTicket; readonly alike: number }[]
  /** Distinct callers of the same place and group of matters within a day, this one with them; null: too few. */
  readonly group: number | null
  /** The ticket that was closed and is back. */
  readonly falselyClosed: NearTicket | null
}

/** The group of matters, level 2. */
export const matterGroup = (matter: string): string => matter.slice(0, 4)

const plainAddress = (address: string): string =>
  address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The same community, or the same written address in the same street; where neither is known of either, the same street. */
export function samePlace(a: Pick<Demand, 'place' | 'address'>, b: Pick<Demand, 'place' | 'address'>): boolean {
  if (!/^\d{9}/.test(a.place) || a.place.slice(0, 9) !== b.place.slice(0, 9)) return false
  if (a.place.length === 12 && b.place.length === 12) return a.place === b.place
  const [one, other] = [plainAddress(a.address), plainAddress(b.address)]
  if (one !== '' || other !== '') return one === other
  return a.place === b.place
}

/** How alike the words of two demands are: the title's or the text's, whichever says more. */
export const alikeness = (a: Pick<Demand, 'title' | 'content'>, b: Pick<Demand, 'title' | 'content'>): number =>
  Math.max(similarity(a.title, b.title), similarity(a.content, b.content))

/** Judges what was found near a demand at `at`. */
export function judgeNear(demand: Demand, tickets: readonly NearTicket[], at: number): NearFound {
  const within = (ticket: NearTicket, span: number) => at - ticket.at <= span
  const valid = tickets.filter(({ status }) => status !== 'VOID' && status !== 'MERGED')
  const repeats = valid.filter(
    (ticket) => demand.phone !== '' && ticket.phone === demand.phone && within(ticket, nearLimits.sameNumber),
  )
  const here = valid.filter(
    (ticket) =>
      matterGroup(demand.matter) !== '' &&
      matterGroup(ticket.matter) === matterGroup(demand.matter) &&
      samePlace(demand, ticket),
  )
  const known = new Set(repeats)
  const similar = here
    .filter((ticket) => !known.has(ticket) && within(ticket, nearLimits.similarWithin))
    .map((ticket) => ({ ticket, alike: alikeness(demand, ticket) }))
    .filter(({ alike }) => alike >= nearLimits.similarFrom)
    .sort((a, b) => b.alike - a.alike)
  const callers = new Set(here.filter((ticket) => within(ticket, nearLimits.groupWithin)).map(({ phone }) => phone))
  callers.add(demand.phone)
  callers.delete('')
  const back = here.find(
    ({ matter, status, closedAt }) =>
      matter === demand.matter &&
      !isOpen(status) &&
      closedAt !== null &&
      at - closedAt <= nearLimits.falselyClosedWithin,
  )
  return {
    repeats,
    similar,
    group: callers.size >= nearLimits.groupFrom ? callers.size : null,
    falselyClosed: back ?? null,
  }
}
