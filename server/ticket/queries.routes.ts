import { type TicketList, type TicketListQuery, ticketListQuerySchema } from '#shared/contract/rest/tickets.schema.ts'
import { normaliseNumber } from '#shared/kit/phone-number.ts'
import type { Route, RouteAnswer, RouteRequest } from '../ports/routes.ts'
import type { Db } from '../storage/query.ts'
import type { PersonVault } from './person-vault.ts'
import { findTicket, searchTickets, type TicketSearch, ticketsOfPhone } from './ticket.repository.ts'
import { toDetail, toListRow } from './ticket-view.rules.ts'

export interface TicketQueryDeps {
  readonly db: Db
  readonly vault: PersonVault
}

const roles = ['agent', 'lead'] as const

/** Leads see all of the hall, agents what they handed in. */
const scopeOf = (reader: RouteRequest['reader']): string | null => (reader.role === 'lead' ? null : reader.seat)

/** What a person means by what he typed. */
function findOf(q: string, vault: PersonVault): TicketSearch['find'] {
  const text = q.normalize('NFKC').trim()
  if (text === '') return { by: 'all' }
  if (/^tj\d*$/i.test(text)) return { by: 'number', number: text.toUpperCase() }
  if (/^\+?[\d\s-]{4,}$/.test(text)) {
    const number = normaliseNumber(text)
    return {
      by: 'digits',
      digits: text.replace(/\D/g, ''),
      phoneHash: number === null ? null : vault.phoneHash(number),
    }
  }
  return { by: 'words', words: text.split(/\s+/).slice(0, 8) }
}

async function list(deps: TicketQueryDeps, request: RouteRequest): Promise<RouteAnswer> {
  const query = ticketListQuerySchema.safeParse(request.query)
  if (!query.success) {
    const faults = query.error.issues.map((issue) => ({ field: issue.path.join('.'), rule: issue.code }))
    return { status: 400, body: { reason: 'bad-input', faults } }
  }
  return { status: 200, body: await read(deps, query.data, scopeOf(request.reader)) }
}

async function read(deps: TicketQueryDeps, query: TicketListQuery, seat: string | null): Promise<TicketList> {
  const rows = await searchTickets(deps.db, {
    seat,
    before: query.before ?? null,
    limit: query.limit + 1,
    find: findOf(query.q, deps.vault),
  })
  const tickets = rows.slice(0, query.limit).map((row) => toListRow(row, deps.vault))
  return { tickets, more: rows.length > query.limit }
}

async function detail(deps: TicketQueryDeps, request: RouteRequest): Promise<RouteAnswer> {
  const row = await findTicket(deps.db, request.params.no ?? '')
  const scope = scopeOf(request.reader)
  // Whether a number exists that one may not see is not said.
  if (row === undefined || (scope !== null && row.seat !== scope))
    return { status: 404, body: { reason: 'not-found', faults: [] } }
  return { status: 200, body: toDetail(row, deps.vault, request.reader.seat) }
}

/** GET /api/tickets and GET /api/tickets/:no; shapes in shared/contract/rest/tickets.schema.ts. */
export function createTicketRoutes(deps: TicketQueryDeps): readonly Route[] {
  return [
    { method: 'GET', path: '/api/tickets', roles, handle: (request) => list(deps, request) },
    { method: 'GET', path: '/api/tickets/:no', roles, handle: (request) => detail(deps, request) },
  ]
}

/** What the caller panel shows of a number. */
export interface LatestTicket {
  readonly ticketNo: string
  readonly title: string
  readonly status: string
  readonly submittedAt: number
}

/** The five newest tickets of a caller's number, for the row of his call. @param number normalised; null: none */
export async function latestTickets(deps: TicketQueryDeps, number: string | null): Promise<readonly LatestTicket[]> {
  const normal = normaliseNumber(number)
  if (normal === null) return []
  const rows = await ticketsOfPhone(deps.db, deps.vault.phoneHash(normal), 5)
  return rows.map((row) => ({
    ticketNo: row.ticket_no,
    title: row.title,
    status: row.status,
    submittedAt: row.submitted_at,
  }))
}
