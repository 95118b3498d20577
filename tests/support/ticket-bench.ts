import { randomBytes, randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { firmOfNumber } from '#server/enterprise/enterprise.repository.ts'
import { createCallerTexts } from '#server/message/caller-texts.ts'
import { createUnitTexts } from '#server/message/unit-texts.ts'
import type { CommandContext, CommandHandler } from '#server/ports/command.ts'
import type { DismissReader, TopicPublisher } from '#server/ports/topics.ts'
import type { Storage } from '#server/storage/query.ts'
import { createActHandlers } from '#server/ticket/act.handlers.ts'
import { loadCatalogue } from '#server/ticket/catalogue.ts'
import { createDispatchRoutes } from '#server/ticket/dispatch/dispatch.routes.ts'
import { createDispatchBook } from '#server/ticket/dispatch/dispatch-book.ts'
import { createDispatchHandlers } from '#server/ticket/dispatch/dispatch-import.handlers.ts'
import { createDraftHandlers } from '#server/ticket/draft.handlers.ts'
import { createDraftPassing } from '#server/ticket/draft-passing.ts'
import { createDraftTopics, type MayJoin } from '#server/ticket/draft-topics.ts'
import { createExportHandlers } from '#server/ticket/export/export.handlers.ts'
import { createExportRoutes } from '#server/ticket/export/export.routes.ts'
import { createNearHandlers } from '#server/ticket/near/near.handlers.ts'
import { createNearRoutes } from '#server/ticket/near/near.routes.ts'
import { createPersonVault } from '#server/ticket/person-vault.ts'
import { createPrintHandlers } from '#server/ticket/print.handlers.ts'
import { createTicketRoutes } from '#server/ticket/queries.routes.ts'
import { createRevealHandlers } from '#server/ticket/reveal.handlers.ts'
import { createRevisitCallHandlers } from '#server/ticket/revisit-call.handlers.ts'
import { createSavedViewHandlers } from '#server/ticket/saved/saved-views.handlers.ts'
import { createSavedViewRoutes } from '#server/ticket/saved/saved-views.routes.ts'
import { createWordCutter } from '#server/ticket/search/word-cutter.ts'
import { createSharedDrafts } from '#server/ticket/shared-drafts.ts'
import { createTicketHandlers } from '#server/ticket/ticket.handlers.ts'
import { startTicketClock } from '#server/ticket/ticket-clock.ts'
import type { CommandName, CommandPayload } from '#shared/contract/socket/commands.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import calendarData from '#shared/ticket/data/calendar.json' with { type: 'json' }
import { usualTimeLimits } from '#shared/ticket/time-limits.ts'
import { toCalendar } from '#shared/ticket/working-time.rules.ts'
import { createDraftDocs, writeField, writeText } from '#shared/ticket-draft/draft-docs.ts'
import type { DraftField, DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import type { GuestRight } from '#shared/ticket-draft/draft-guests.ts'

/** 10:00 on 23 November 2026 in the hall. */
export const benchTime = Date.UTC(2026, 10, 23, 2)

/** A ticket that breaks no rule. */
export const goodInput: Partial<DraftInput> = {
  type: 'help',
  matter: '010201',
  place: '120102001',
  phone: '13800001234',
  name: '王女士',
  title: '河东区大王庄街道路灯不亮',
  content: '市民来电反映：近一周小区东侧道路十余盏路灯不亮，夜间出行不便。诉求：尽快维修。',
  handling: 'dispatch',
  leadUnit: 'D120102-cgw',
}

/** The duty mobile of the one unit that has one. */
const benchMobiles = new Map([['D120102-cgw', '14200005001']])

/** The updates a desk would send for this input, base64. */
export function updatesOf(input: Partial<DraftInput>, seat: string): { matter: string; person: string } {
  const docs = createDraftDocs()
  for (const [key, value] of Object.entries(input)) {
    if (key === 'title' || key === 'content' || key === 'answerGiven') writeText(docs, key, String(value))
    else if (typeof value !== 'object')
      writeField(docs, key as DraftField, { value, by: seat, at: benchTime, source: 'typed' })
  }
  const base64 = (doc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
  return { matter: base64(docs.matter), person: base64(docs.person) }
}

/** The ticket domain on a real database, commands called as the link would call them. */
export function createTicketBench(storage: Storage, auto = false, texting = false) {
  const published: {
    name: string
    id: string
    set: readonly (readonly [string, unknown])[]
    gone: readonly string[]
  }[] = []
  const publisher: TopicPublisher = {
    publish: (ref, set, gone = []) => void published.push({ name: ref.name, id: ref.id, set, gone }),
  }
  const vault = createPersonVault(new Uint8Array(32).fill(7), (size) => randomBytes(size))
  const catalogue = loadCatalogue()
  const cut = createWordCutter(catalogue)
  const book = createDispatchBook(catalogue)
  const writing = { vault, site: '天津12345', newId: randomUUID, on: texting }
  const texts = createCallerTexts(writing)
  const unitTexts = createUnitTexts({ ...writing, dutyMobiles: benchMobiles })
  const calendar = toCalendar(calendarData.years)
  const time = { publisher, catalogue, book, limits: usualTimeLimits, calendar, unitTexts }
  const unitOf = (seat: string) => (seat === '5001' ? 'D120102-cgw' : seat === '5002' ? 'S120102001' : null)
  const directs = (seat: string) => seat === '8101'
  const contactsOf = (unit: string) => ['5001', '5002'].filter((seat) => unitOf(seat) === unit)
  const guests = new Map<string, GuestRight>()
  const dismissed: string[] = []
  const nameOf = (seat: string) => `Seat ${seat}`
  const dismiss: DismissReader = ({ name, id }, seat) => void dismissed.push(`${name}/${id} ${seat}`)
  const up = new Set<string>()
  const shared = createSharedDrafts({
    db: storage.db,
    vault,
    publisher,
    dismiss,
    guestsOf: () => guests,
    nameOf,
    onError(error) {
      throw error
    },
  })
  const handlers = {
    ...createDraftHandlers({
      publisher,
      vault,
      ownsCall: async (_tx, _seat, callId) => callId.startsWith('own'),
      mayWrite: ({ call_id }, seat) => call_id !== null && guests.get(seat) === 'write',
      nameOf,
      changed: shared.changed,
    }),
    ...createTicketHandlers({ ...time, contactsOf, vault, texts, autoDispatch: auto, changed: shared.changed }),
    ...createActHandlers({ ...time, vault, unitOf, directs, contactsOf, onMoved: () => undefined }),
    ...createRevisitCallHandlers({ vault, limits: usualTimeLimits }),
    ...createRevealHandlers({ vault, unitOf }),
    ...createSavedViewHandlers(vault),
    ...createExportHandlers({ on: true, newId: randomUUID, publisher }),
    ...createPrintHandlers({ unitOf, nameOf: (seat) => `座席${seat}`, newId: randomUUID }),
    ...createDispatchHandlers(catalogue),
    ...createNearHandlers({ ...time, vault, unitOf, directs, contactsOf, onMoved: () => undefined }),
  }
  type Known = CommandName & keyof typeof handlers
  const run = <N extends Known>(
    name: N,
    payload: CommandPayload<N>,
    by: { seat?: string; role?: Role; at?: number } = {},
  ) =>
    storage.transaction(async ({ tx, afterCommit }) => {
      const context: CommandContext = {
        seat: by.seat ?? '8001',
        sessionId: 'session',
        role: by.role ?? 'agent',
        at: by.at ?? benchTime,
        tx,
        afterCommit,
      }
      const handler = handlers[name] as unknown as CommandHandler<N>
      return handler(context, payload)
    })
  const write = async (draftId: string, input: Partial<DraftInput>, seat = '8001') => {
    const { matter, person } = updatesOf(input, seat)
    await run('draft.update', { draftId, doc: 'matter', callId: null, update: matter }, { seat })
    await run('draft.update', { draftId, doc: 'person', callId: null, update: person }, { seat })
  }
  const routes = [
    ...createDispatchRoutes({ db: storage.db, catalogue, book }),
    ...createNearRoutes({ db: storage.db, vault }),
    ...createSavedViewRoutes({ db: storage.db, vault }),
    ...createExportRoutes({ storage, vault, cut, catalogue, nameOf, publisher, on: true }),
    ...createTicketRoutes({
      storage,
      vault,
      cut,
      limits: usualTimeLimits,
      texts,
      unitTexts,
      firmOfNumber,
      unitOf,
      directs,
    }),
  ]
  const get = (
    path: string,
    asked: { seat?: string; role?: Role; query?: unknown; no?: string; id?: string; at?: number },
  ) => {
    const route = routes.find((one) => one.path === path)
    if (route === undefined) throw new Error(path)
    const reader = { seat: asked.seat ?? '8001', role: asked.role ?? 'agent' }
    return route.handle({
      params: { no: asked.no ?? '', id: asked.id ?? '' },
      query: asked.query ?? {},
      reader,
      at: asked.at ?? benchTime,
    })
  }
  const mayJoin: MayJoin = ({ call_id }, seat) => call_id !== null && guests.has(seat)
  const topicsAt = (at: number) => createDraftTopics({ db: storage.db, vault, now: () => at, mayJoin, nameOf })
  const passing = createDraftPassing({
    publisher,
    dismiss,
    nameOf,
    isUp: async (_tx, callId) => up.has(callId),
    changed: shared.changed,
  })
  const clockAt = (now: () => number) =>
    startTicketClock({
      ...time,
      contactsOf,
      storage,
      autoDispatch: auto,
      clock: { now, after: () => () => undefined },
      onMoved: () => undefined,
      onError(error) {
        throw error
      },
    })
  return {
    run,
    write,
    get,
    topics: topicsAt(benchTime),
    topicsAt,
    passing,
    up,
    published,
    vault,
    unitOf,
    clockAt,
    handlers,
    shared,
    guests,
    dismissed,
  }
}
