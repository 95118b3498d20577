import { createHash } from 'node:crypto'
import type { ExportList, ExportRow } from '#shared/contract/rest/exports.schema.ts'
import type { TicketListRow } from '#shared/contract/rest/tickets.schema.ts'
import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import {
  decisionRefusal,
  exportAskers,
  exportDeciders,
  exportRoles,
  exportState,
  mostExported,
} from '#shared/ticket/export.rules.ts'
import type { Route, RouteAnswer, RouteRequest } from '../../ports/routes.ts'
import type { TopicPublisher } from '../../ports/topics.ts'
import type { Storage } from '../../storage/query.ts'
import { actorOf, scopeOf } from '../actor.rules.ts'
import type { PersonVault } from '../person-vault.ts'
import { findOf } from '../search/find-of.rules.ts'
import type { WordCutter } from '../search/search-words.rules.ts'
import { searchTickets } from '../ticket.repository.ts'
import { toListRow } from '../ticket-view.rules.ts'
import { exportsOf, noteExport, type StoredExport } from './export.repository.ts'
import { publishExports } from './export-changes.ts'
import { type ExportNames, exportMark, exportSheets } from './export-sheets.rules.ts'
import { exportWord } from './export-words.ts'
import { writeXlsx } from './xlsx.rules.ts'

export interface ExportRouteDeps {
  readonly storage: Storage
  readonly vault: PersonVault
  readonly cut: WordCutter
  readonly catalogue: FullCatalogue
  readonly on: boolean
  readonly publisher: TopicPublisher
  readonly nameOf: (seat: string) => string
}

const weekMs = 7 * 24 * 3_600_000
/** Tickets read at once. */
const page = 200

function rowOf(stored: StoredExport, { reader, at }: RouteRequest, nameOf: (seat: string) => string): ExportRow {
  const { id, seat, purpose, filter, notes } = stored
  const state = exportState(notes, at)
  const decided = notes.find(({ what }) => what === 'approved' || what === 'refused')
  return {
    ...{ id, seat, purpose, filter, state },
    name: nameOf(seat),
    at: stored.at,
    decidedBy: decided?.seat ?? null,
    fetched: notes.filter(({ what }) => what === 'fetched').length,
    mayFetch: state === 'approved' && seat === reader.seat,
    mayDecide: decisionRefusal(notes, reader) === null,
  }
}

async function list({ storage, on, nameOf }: ExportRouteDeps, request: RouteRequest): Promise<RouteAnswer> {
  if (!on) return { status: 200, body: { on, exports: [] } satisfies ExportList }
  const all = await exportsOf(storage.db, { since: request.at - weekMs })
  const decides = exportDeciders.some((role) => role === request.reader.role)
  const shown = all.filter(({ seat }) => decides || seat === request.reader.seat)
  const body: ExportList = { on, exports: shown.map((one) => rowOf(one, request, nameOf)) }
  return { status: 200, body }
}

/** The tickets of a filter as a list shows them, up to what a file holds; of a confidential one no number at all. */
async function readRows({ storage, vault, cut }: ExportRouteDeps, { filter }: StoredExport, request: RouteRequest) {
  const { reader, at } = request
  // Those who ask have no unit: an export is of what their desk lists.
  const scope = scopeOf(actorOf(reader, () => null))
  const rows: TicketListRow[] = []
  if (scope === null) return { rows, cut: false }
  for (let before: string | null = null; ; ) {
    const found = await searchTickets(storage.db, {
      scope,
      status: filter.status,
      due: filter.due ?? undefined,
      supervised: filter.supervised,
      at,
      before,
      limit: page,
      within: filter.within,
      find: findOf(filter.q, { vault, cut }),
    })
    for (const row of found) {
      if (rows.length === mostExported) return { rows, cut: true }
      rows.push({ ...toListRow(row, vault, { ...reader, at }), ...(row.confidential && { phone: '' }) })
    }
    before = found.at(-1)?.ticket_no ?? null
    if (before === null || found.length < page) return { rows, cut: false }
  }
}

function namesOf(catalogue: FullCatalogue): ExportNames {
  const units = new Map(catalogue.units.map(({ id, name }) => [id, name]))
  return {
    matter: (code) => catalogue.matter(code)?.path.join(' / ') ?? code,
    place: (code) => catalogue.place(code)?.path.join(' / ') ?? '',
    unit: (id) => units.get(id) ?? id,
    word: exportWord,
  }
}

const refused = (status: 403 | 404, reason: string): RouteAnswer => ({ status, body: { reason, faults: [] } })

/** Nothing is sent before it is written down who has which tickets. */
async function file(deps: ExportRouteDeps, request: RouteRequest): Promise<RouteAnswer> {
  const { storage, nameOf, on, publisher } = deps
  const { params, reader, at } = request
  const id = params.id ?? ''
  const [stored] = on && /^[\w-]{1,60}$/.test(id) ? await exportsOf(storage.db, { id }) : []
  if (stored === undefined) return refused(404, 'not-found')
  const { notes, seat, purpose, filter } = stored
  const decided = notes.find(({ what }) => what === 'approved')
  const note = (what: 'fetched' | 'denied', detail: Readonly<Record<string, unknown>>) =>
    storage.transaction(({ tx, afterCommit }) => {
      if (what === 'fetched') afterCommit(() => publishExports(publisher, at))
      return noteExport(tx, { id, at, seat: reader.seat, what, detail })
    })
  if (seat !== reader.seat || decided === undefined || exportState(notes, at) !== 'approved') {
    await note('denied', { fetch: true })
    return refused(403, 'forbidden')
  }
  const { rows, cut } = await readRows(deps, stored, request)
  const facts = {
    id,
    seat,
    purpose,
    filter,
    at,
    cut,
    name: nameOf(seat),
    approvedBy: `${nameOf(decided.seat)}（${decided.seat}）`,
  }
  const bytes = writeXlsx(exportSheets(rows, namesOf(deps.catalogue), facts), exportMark(facts))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await note('fetched', { sha256, cut, tickets: rows.map(({ ticketNo }) => ticketNo) })
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const whole = (async function* () {
    yield bytes
  })()
  return {
    status: 200,
    body: null,
    file: { type, name: `lianxian-tickets-${id}.xlsx`, bytes: bytes.length, body: whole },
  }
}

/** GET /api/exports and GET /api/exports/:id/file; shapes in shared/contract/rest/exports.schema.ts. */
export function createExportRoutes(deps: ExportRouteDeps): readonly Route[] {
  return [
    { method: 'GET', path: '/api/exports', roles: exportRoles, handle: (request) => list(deps, request) },
    { method: 'GET', path: '/api/exports/:id/file', roles: exportAskers, handle: (request) => file(deps, request) },
  ]
}
