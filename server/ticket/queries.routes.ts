import { type TicketList, type TicketListQuery, ticketListQuerySchema } from '#shared/contract/rest/tickets.schema.ts'
import { actsFor } from '#shared/ticket/ticket-loop.machine.ts'
import type { TimeLimits } from '#shared/ticket/time-limits.ts'
import type { CallerTexts } from '../ports/caller-texts.ts'
import type { FirmOfNumber } from '../ports/firm-of-number.ts'
import type { Route, RouteAnswer, RouteRequest } from '../ports/routes.ts'
import type { UnitTexts } from '../ports/unit-texts.ts'
import type { Storage } from '../storage/query.ts'
import { actorOf, scopeOf } from './actor.rules.ts'
import { trailOf } from './audit.repository.ts'
import { caseOf } from './loop.repository.ts'
import { linkedTickets } from './near/near.repository.ts'
import type { PersonVault } from './person-vault.ts'
import { findOf, understoodOf } from './search/find-of.rules.ts'
import { noteLookup } from './search/number-lookups.repository.ts'
import type { WordCutter } from './search/search-words.rules.ts'
import { findTicket, searchTickets } from './ticket.repository.ts'
import { moreOf, splitTickets } from './ticket-more.repository.ts'
import { toDetail, toListRow } from './ticket-view.rules.ts'

/** What the list and the page are made from. */
export interface TicketRouteDeps {
  readonly storage: Storage
  readonly vault: PersonVault
  readonly limits: TimeLimits
  /** Cuts typed text into words. */
  readonly cut: WordCutter
  /** The unit a contact speaks for. */
  readonly unitOf: (seat: string) => string | null
  readonly directs: (seat: string) => boolean
  readonly texts: Pick<CallerTexts, 'ofTicket'>
  readonly unitTexts: Pick<UnitTexts, 'ofTicket'>
  readonly firmOfNumber: FirmOfNumber
}

const roles = ['agent', 'lead', 'dispatcher', 'reviewer', 'revisit', 'supervisor', 'unit'] as const

async function list(deps: TicketRouteDeps, request: RouteRequest): Promise<RouteAnswer> {
  const query = ticketListQuerySchema.safeParse(request.query)
  if (!query.success) {
    const faults = query.error.issues.map((issue) => ({ field: issue.path.join('.'), rule: issue.code }))
    return { status: 400, body: { reason: 'bad-input', faults } }
  }
  return { status: 200, body: await read(deps, query.data, request) }
}

async function read(deps: TicketRouteDeps, query: TicketListQuery, { reader, at }: RouteRequest): Promise<TicketList> {
  const scope = scopeOf(actorOf(reader, deps.unitOf))
  if (scope === null) return { tickets: [], more: false, understood: { by: 'all' } }
  const find = findOf(query.q, deps)
  const { place = '', unit = '', from = '', to = '' } = query
  const rows = await searchTickets(deps.storage.db, {
    scope,
    status: query.status,
    due: query.due,
    supervised: query.supervised === 'yes',
    firm: query.firm,
    at,
    before: query.before ?? null,
    order: query.order,
    within: { place, unit, from, to },
    limit: query.limit + 1,
    find,
  })
  const tickets = rows.slice(0, query.limit).map((row) => toListRow(row, deps.vault, { ...reader, at }))
  // Nothing is shown before it is written down who looked whom up; the next page is the same look.
  if (find.by === 'digits' && find.phoneHash !== null && query.before === undefined) {
    const lookup = { at, seat: reader.seat, role: reader.role, phone_hash: find.phoneHash, found: tickets.length }
    await deps.storage.transaction(({ tx }) => noteLookup(tx, lookup))
  }
  return { tickets, more: rows.length > query.limit, understood: understoodOf(find) }
}

async function detail(deps: TicketRouteDeps, request: RouteRequest): Promise<RouteAnswer> {
  const { reader, at } = request
  const actor = actorOf(reader, deps.unitOf, deps.directs)
  const scope = scopeOf(actor)
  const { db } = deps.storage
  const row = scope === null ? undefined : await findTicket(db, request.params.no ?? '', scope)
  // Whether a number exists that one may not see is not said.
  if (row === undefined || actor === null || scope === null)
    return { status: 404, body: { reason: 'not-found', faults: [] } }
  const acts = actsFor(caseOf(row), { actor, at }, deps)
  const trail = await trailOf(db, row.ticket_no)
  const { group, more } = await moreOf(db, row.ticket_no, deps.vault)
  const splits = await splitTickets(db, row.ticket_no, { group, scope })
  const linked = await linkedTickets(db, { ticketNo: row.ticket_no, draftId: row.draft_id }, scope)
  const firm = await deps.firmOfNumber(db, row.phone_hash)
  const text = await deps.texts.ofTicket(db, row.ticket_no)
  const told = await deps.unitTexts.ofTicket(db, row.ticket_no)
  const unitTexts = told.filter(({ unit }) => actor.role !== 'unit' || unit === actor.unit)
  const reading = { ...reader, at, acts, trail, more, firmOfNumber: firm, splits, linked, text, unitTexts }
  return { status: 200, body: toDetail(row, deps.vault, reading) }
}

/** GET /api/tickets and GET /api/tickets/:no; shapes in shared/contract/rest/tickets.schema.ts. */
export function createTicketRoutes(deps: TicketRouteDeps): readonly Route[] {
  return [
    { method: 'GET', path: '/api/tickets', roles, handle: (request) => list(deps, request) },
    { method: 'GET', path: '/api/tickets/:no', roles, handle: (request) => detail(deps, request) },
  ]
}
