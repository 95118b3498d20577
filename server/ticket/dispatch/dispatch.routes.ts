import {
  type AskedHours,
  type DispatchPlan,
  dispatchPlanQuerySchema,
  dispatchQuerySchema,
} from '#shared/contract/rest/dispatch.schema.ts'
import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import { hallDay, hallDayNamed } from '#shared/kit/hall-day.ts'
import { nightHours } from '#shared/ticket/dispatch/dispatch-row.ts'
import type { Route, RouteAnswer, RouteRequest } from '../../ports/routes.ts'
import type { Db } from '../../storage/query.ts'
import { caseOf } from '../loop.repository.ts'
import { moreRows } from '../ticket-more.repository.ts'
import { assistingUnits } from '../ticket-more.rules.ts'
import type { DispatchBook } from './dispatch-book.ts'
import { waitingTickets } from './waiting.repository.ts'

export interface DispatchRouteDeps {
  readonly db: Db
  readonly catalogue: FullCatalogue
  readonly book: DispatchBook
}

const refuse = (field: string, rule: string): RouteAnswer => ({
  status: 400,
  body: { reason: 'bad-input', faults: [{ field, rule }] },
})

const hourMs = 3_600_000
/** Noon of a day, or when its night duty begins. */
const momentOf = (start: number, hours: AskedHours): number =>
  start + (hours === 'night' ? nightHours.from : 12) * hourMs

async function explain({ db, book, catalogue }: DispatchRouteDeps, { query, at }: RouteRequest): Promise<RouteAnswer> {
  const asked = dispatchQuerySchema.safeParse(query)
  if (!asked.success) return refuse(asked.error.issues[0]?.path.join('.') ?? '', 'format')
  const { matter, place, day, hours } = asked.data
  const named = day === '' ? null : hallDayNamed(day)
  if (day !== '' && named === null) return refuse('day', 'not-a-day')
  if (catalogue.matter(matter) === undefined) return refuse('matter', 'unknown-code')
  const rules = await book.current(db)
  const answer = rules.answer({
    matter,
    place,
    at: hours === 'now' && !named ? at : momentOf(named?.start ?? hallDay(at).start, hours),
  })
  const confusable = catalogue.overlaps.filter(({ wins, over }) => wins === matter || over === matter)
  return { status: 200, body: { ...answer, version: rules.version, confusable } }
}

async function plan({ db, book }: DispatchRouteDeps, { query, at }: RouteRequest): Promise<RouteAnswer> {
  const asked = dispatchPlanQuerySchema.safeParse(query)
  if (!asked.success) return refuse('tickets', 'format')
  const rules = await book.current(db)
  const more = await moreRows(db, asked.data.tickets)
  const found = new Map((await waitingTickets(db, asked.data.tickets)).map((row) => [row.ticket_no, row]))
  const body: DispatchPlan = {
    plan: asked.data.tickets.flatMap((ticketNo) => {
      const row = found.get(ticketNo)
      if (row === undefined) return []
      const { unit, step, basis, assisting } = rules.answer({ matter: row.matter, place: row.place, at })
      const coUnits = assistingUnits(more.get(ticketNo), assisting).filter((one) => one !== unit)
      return [{ ticketNo, rev: caseOf(row).rev, title: row.title, unit, coUnits, step, basis }]
    }),
  }
  return { status: 200, body }
}

/** GET /api/dispatch and GET /api/dispatch/plan; shapes in shared/contract/rest/dispatch.schema.ts. */
export function createDispatchRoutes(deps: DispatchRouteDeps): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/api/dispatch',
      roles: ['agent', 'lead', 'dispatcher', 'reviewer', 'supervisor'],
      handle: (request) => explain(deps, request),
    },
    {
      method: 'GET',
      path: '/api/dispatch/plan',
      roles: ['dispatcher', 'supervisor'],
      handle: (request) => plan(deps, request),
    },
  ]
}
