import { creditCodeSchema, type FirmList, firmListQuerySchema } from '#shared/contract/rest/enterprises.schema.ts'
import { firmQuestion, withoutNumber } from '#shared/enterprise/find-firm.rules.ts'
import { firmReaders } from '#shared/enterprise/firm-rights.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { Route, RouteAnswer, RouteRequest } from '../ports/routes.ts'
import type { Storage, Tx } from '../storage/query.ts'
import { findFirm, searchFirms } from './enterprise.repository.ts'
import { maskFirm } from './firm-row.rules.ts'
import type { FirmVault } from './firm-vault.ts'

/** Somebody looked a person up by a telephone number; `found`: how many enterprises that led to. */
export interface NumberLookup {
  readonly at: number
  readonly seat: string
  readonly role: Role
  readonly phone_hash: string
  readonly found: number
}

export interface EnterpriseRouteDeps {
  readonly storage: Storage
  readonly vault: FirmVault
  /** Writes the look down where those of the tickets are. */
  readonly noteLookup: (tx: Tx, lookup: NumberLookup) => Promise<void>
}

async function list(
  { storage, vault, noteLookup }: EnterpriseRouteDeps,
  { query, reader, at }: RouteRequest,
): Promise<RouteAnswer> {
  const asked = firmListQuerySchema.safeParse(query)
  if (!asked.success) {
    const faults = asked.error.issues.map((issue) => ({ field: issue.path.join('.'), rule: issue.code }))
    return { status: 400, body: { reason: 'bad-input', faults } }
  }
  const { q, limit, ...rest } = asked.data
  const typed = firmQuestion(q)
  // A number says whose it is: units know callers through their tickets, and not at all where those are confidential.
  const question = typed !== null && reader.role === 'unit' ? withoutNumber(typed) : typed
  const phoneHash = question?.number == null ? null : vault.phoneHash(question.number)
  const stored = await searchFirms(storage.db, {
    ...rest,
    limit: limit + 1,
    question: question && { ...question, phoneHash },
  })
  const firms = stored.slice(0, limit).map((firm) => maskFirm(firm, vault))
  // Nothing is shown before it is written down who looked whom up; the next page is the same look.
  if (phoneHash !== null && rest.after === undefined) {
    const lookup = { at, seat: reader.seat, role: reader.role, phone_hash: phoneHash, found: firms.length }
    await storage.transaction(({ tx }) => noteLookup(tx, lookup))
  }
  const body: FirmList = { firms, more: stored.length > limit }
  return { status: 200, body }
}

async function one({ storage, vault }: EnterpriseRouteDeps, { params }: RouteRequest): Promise<RouteAnswer> {
  const code = creditCodeSchema.safeParse(params.code)
  const stored = code.success ? await findFirm(storage.db, code.data) : undefined
  if (stored === undefined) return { status: 404, body: { reason: 'not-found', faults: [] } }
  return { status: 200, body: maskFirm(stored, vault) }
}

/** GET /api/enterprises and GET /api/enterprises/:code; shapes in shared/contract/rest/enterprises.schema.ts. */
export function createEnterpriseRoutes(deps: EnterpriseRouteDeps): readonly Route[] {
  return [
    { method: 'GET', path: '/api/enterprises', roles: firmReaders, handle: (request) => list(deps, request) },
    { method: 'GET', path: '/api/enterprises/:code', roles: firmReaders, handle: (request) => one(deps, request) },
  ]
}
