import { type KnowledgeList, knowledgeQuerySchema } from '#shared/contract/rest/knowledge.schema.ts'
import { hallDay } from '#shared/kit/hall-day.ts'
import { roles } from '#shared/seat/seat-state.ts'
import type { Route, RouteAnswer, RouteRequest } from '../ports/routes.ts'
import type { KnowledgeBase } from './knowledge-base.ts'

function list(base: KnowledgeBase, { query, at }: RouteRequest): RouteAnswer {
  const parsed = knowledgeQuerySchema.safeParse(query)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), rule: issue.code }))
    return { status: 400, body: { reason: 'bad-input', faults } }
  }
  const { q, top, area } = parsed.data
  const filter = { day: hallDay(at).day, area: area ?? null }
  const entries = q.trim() === '' && top !== undefined ? base.ofTop(top, filter) : base.search(q, filter)
  return { status: 200, body: { entries: [...entries] } satisfies KnowledgeList }
}

/** An entry by its id is shown even when it has expired: tickets refer to it. */
function detail(base: KnowledgeBase, { params }: RouteRequest): RouteAnswer {
  const entry = base.byId(params.id ?? '')
  return entry ? { status: 200, body: entry } : { status: 404, body: { reason: 'not-found', faults: [] } }
}

/** Search and reading of the knowledge base. */
export const createKnowledgeRoutes = (base: KnowledgeBase): readonly Route[] => [
  { method: 'GET', path: '/api/knowledge', roles, handle: async (request) => list(base, request) },
  { method: 'GET', path: '/api/knowledge/:id', roles, handle: async (request) => detail(base, request) },
]
