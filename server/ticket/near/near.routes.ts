import { type Near, type NearRow, nearQuerySchema } from '#shared/contract/rest/near.schema.ts'
import { dueOf } from '#shared/ticket/ticket-loop.machine.ts'
import { isOpen } from '#shared/ticket/ticket-status.machine.ts'
import type { Route, RouteAnswer, RouteRequest } from '../../ports/routes.ts'
import type { Db } from '../../storage/query.ts'
import { findDraft } from '../draft.repository.ts'
import { caseOf } from '../loop.repository.ts'
import type { PersonVault } from '../person-vault.ts'
import { readDraft } from '../ticket.handlers.ts'
import { demandOf, findNear } from './find-near.ts'
import { linksOf } from './near.repository.ts'

export interface NearRouteDeps {
  readonly db: Db
  readonly vault: PersonVault
}

async function near({ db, vault }: NearRouteDeps, { query, reader, at }: RouteRequest): Promise<RouteAnswer> {
  const asked = nearQuerySchema.safeParse(query)
  if (!asked.success)
    return { status: 400, body: { reason: 'bad-input', faults: [{ field: 'draft', rule: 'format' }] } }
  const draft = await findDraft(db, asked.data.draft)
  // Whether a draft exists that is not one's own is not said.
  if (draft === undefined || draft.seat !== reader.seat)
    return { status: 404, body: { reason: 'not-found', faults: [] } }
  const { found, rows } = await findNear(db, { demand: demandOf(readDraft(vault, draft), vault), at }, vault)
  const linked = await linksOf(db, draft.draft_id)
  const toRow = (ticketNo: string, alike: number | null): NearRow[] => {
    const row = rows.get(ticketNo)
    if (row === undefined) return []
    const own = row.seat === reader.seat
    return [
      {
        ticketNo,
        title: row.confidential && !own ? '' : row.title,
        matter: row.matter,
        place: row.place,
        status: row.status,
        submittedAt: row.submitted_at,
        dueAt: dueOf(caseOf(row), at).at,
        own,
        open: isOpen(row.status),
        alike: alike === null ? null : Math.round(alike * 100),
        linked: linked.includes(ticketNo),
      },
    ]
  }
  const body: Near = {
    repeats: found.repeats.slice(0, 10).flatMap(({ ticketNo }) => toRow(ticketNo, null)),
    similar: found.similar.slice(0, 10).flatMap(({ ticket, alike }) => toRow(ticket.ticketNo, alike)),
    group: found.group,
    falselyClosed: found.falselyClosed?.ticketNo ?? null,
  }
  return { status: 200, body }
}

/** GET /api/near; shape in shared/contract/rest/near.schema.ts. */
export const createNearRoutes = (deps: NearRouteDeps): readonly Route[] => [
  { method: 'GET', path: '/api/near', roles: ['agent', 'lead'], handle: (request) => near(deps, request) },
]
