import { callHistoryQuerySchema } from '#shared/contract/rest/calls.schema.ts'
import { fieldFaults } from '#shared/link/field-faults.rules.ts'
import { callRoles } from '#shared/seat/seat-state.ts'
import type { Route, RouteAnswer, RouteRequest } from '../../ports/routes.ts'
import type { Db } from '../../storage/query.ts'
import { searchCalls } from './history.repository.ts'
import { pageOf, searchOf } from './history.rules.ts'

/** Which of these calls have a recording. */
export type RecordedOf = (callIds: readonly string[]) => Promise<ReadonlySet<string>>

const noneRecorded: RecordedOf = async () => new Set()

/** GET /api/calls: of an agent or expert his own, of a lead all of the hall; shapes in shared/contract/rest/calls.schema.ts. */
export function createHistoryRoutes(db: Db, recordedOf: RecordedOf = noneRecorded): readonly Route[] {
  const handle = async ({ query, reader }: RouteRequest): Promise<RouteAnswer> => {
    const asked = callHistoryQuerySchema.safeParse(query)
    if (!asked.success) return { status: 400, body: { reason: 'bad-input', faults: fieldFaults(asked.error.issues) } }
    const scope = reader.role === 'lead' ? null : reader.seat
    const found = await searchCalls(db, searchOf(asked.data, scope))
    const page = pageOf(found, asked.data.limit, reader.seat)
    const recorded = await recordedOf(page.calls.map(({ callId }) => callId))
    return {
      status: 200,
      body: { ...page, calls: page.calls.map((call) => ({ ...call, recorded: recorded.has(call.callId) })) },
    }
  }
  return [{ method: 'GET', path: '/api/calls', roles: callRoles, handle }]
}
