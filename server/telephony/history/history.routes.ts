import { callHistoryQuerySchema } from '#shared/contract/rest/calls.schema.ts'
import { fieldFaults } from '#shared/link/field-faults.rules.ts'
import type { Route, RouteAnswer, RouteRequest } from '../../ports/routes.ts'
import type { Db } from '../../storage/query.ts'
import { searchCalls } from './history.repository.ts'
import { pageOf, searchOf } from './history.rules.ts'

/** GET /api/calls: of an agent or expert his own, of a lead all of the hall; shapes in shared/contract/rest/calls.schema.ts. */
export function createHistoryRoutes(db: Db): readonly Route[] {
  const handle = async ({ query, reader }: RouteRequest): Promise<RouteAnswer> => {
    const asked = callHistoryQuerySchema.safeParse(query)
    if (!asked.success) return { status: 400, body: { reason: 'bad-input', faults: fieldFaults(asked.error.issues) } }
    const scope = reader.role === 'lead' ? null : reader.seat
    const found = await searchCalls(db, searchOf(asked.data, scope))
    return { status: 200, body: pageOf(found, asked.data.limit, reader.seat) }
  }
  return [{ method: 'GET', path: '/api/calls', roles: ['agent', 'expert', 'lead'], handle }]
}
