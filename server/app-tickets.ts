import { randomBytes, randomUUID } from 'node:crypto'
import calendarData from '#shared/ticket/data/calendar.json' with { type: 'json' }
import { usualTimeLimits } from '#shared/ticket/time-limits.ts'
import { toCalendar } from '#shared/ticket/working-time.rules.ts'
import { openAttachments } from './app-attachments.ts'
import type { Base } from './app-base.ts'
import { type DraftPorts, type Drafts, openDrafts } from './app-drafts.ts'
import type { CallerTexts } from './ports/caller-texts.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { FirmOfNumber } from './ports/firm-of-number.ts'
import type { Route } from './ports/routes.ts'
import type { TopicSources } from './ports/topics.ts'
import type { UnitTexts } from './ports/unit-texts.ts'
import type { UploadRoute } from './ports/upload-route.ts'
import { createActHandlers } from './ticket/act.handlers.ts'
import { startAuditAnchors } from './ticket/audit-anchors.ts'
import { type CallerHistory, callerHistory } from './ticket/caller-history.ts'
import { loadCatalogue } from './ticket/catalogue.ts'
import { createDispatchRoutes } from './ticket/dispatch/dispatch.routes.ts'
import { createDispatchBook } from './ticket/dispatch/dispatch-book.ts'
import { createDispatchHandlers } from './ticket/dispatch/dispatch-import.handlers.ts'
import { type AreaOfCall, createAreaOfCall } from './ticket/draft-area.ts'
import { createDraftReader, type DraftReader } from './ticket/draft-words.ts'
import { createExportHandlers } from './ticket/export/export.handlers.ts'
import { createExportRoutes } from './ticket/export/export.routes.ts'
import { exportChangesTopic } from './ticket/export/export-changes.ts'
import { createNearHandlers } from './ticket/near/near.handlers.ts'
import { createNearRoutes } from './ticket/near/near.routes.ts'
import { createPersonVault } from './ticket/person-vault.ts'
import { createPrintHandlers } from './ticket/print.handlers.ts'
import { createTicketRoutes } from './ticket/queries.routes.ts'
import { createRevealHandlers } from './ticket/reveal.handlers.ts'
import { createRevisitCallHandlers } from './ticket/revisit-call.handlers.ts'
import { createSavedViewHandlers } from './ticket/saved/saved-views.handlers.ts'
import { createSavedViewRoutes } from './ticket/saved/saved-views.routes.ts'
import { createWordCutter } from './ticket/search/word-cutter.ts'
import { createTicketHandlers } from './ticket/ticket.handlers.ts'
import { ticketChangesTopic, type UnitContacts } from './ticket/ticket-changes.ts'
import { startTicketClock } from './ticket/ticket-clock.ts'

/** Drafts and tickets. */
export interface Tickets {
  readonly handlers: Drafts['handlers'] &
    Pick<
      CommandHandlers,
      | 'ticket.submit'
      | 'ticket.act'
      | 'ticket.call'
      | 'ticket.reveal'
      | 'ticket.print'
      | 'attachment.remove'
      | keyof ReturnType<typeof createExportHandlers>
      | keyof ReturnType<typeof createSavedViewHandlers>
      | 'dispatch.import'
      | keyof ReturnType<typeof createNearHandlers>
    >
  readonly topics: Drafts['topics'] & Pick<TopicSources, 'ticket-changes' | 'export-changes'>
  readonly routes: readonly Route[]
  readonly uploads: readonly UploadRoute[]
  readonly areaOfCall: AreaOfCall
  readonly drafts: DraftReader
  /** Drafts that change seat with a hand-over. */
  readonly passing: Drafts['passing']
  /** What a number asked for before. */
  readonly historyOf: (number: string) => Promise<CallerHistory>
  readonly here: Drafts['here']
  readonly gone: Drafts['gone']
  readonly close: () => Promise<void>
}

/** What the tickets need of the other domains. `onMoved`: after the commit, with the seat that handed the ticket in. */
export interface TicketPorts extends Omit<DraftPorts, 'vault'> {
  readonly onMoved: (seat: string) => void
  /** Who speaks for which unit. */
  readonly contacts: UnitContacts
  /** Text messages to the callers. */
  readonly texts: CallerTexts
  /** Text messages to the units. */
  readonly unitTexts: UnitTexts
  /** Which enterprise of the register calls from a number. */
  readonly firmOfNumber: FirmOfNumber
}

/** Opens drafts and tickets, and starts the tickets' clock. */
export function openTickets(base: Base, ports: TicketPorts): Tickets {
  const { onMoved, contacts, sharing, nameOf, texts, unitTexts, firmOfNumber } = ports
  const { publisher, clock, storage, options } = base
  const { db } = storage
  const vault = createPersonVault(options.master, randomBytes)
  const drafts = openDrafts(base, { vault, sharing, nameOf })
  const catalogue = loadCatalogue()
  const cut = createWordCutter(catalogue)
  const { autoDispatch = false, exports = false } = options
  const { revisitHours: hours = usualTimeLimits.revisit.hours } = options
  const limits = { ...usualTimeLimits, revisit: { ...usualTimeLimits.revisit, hours } }
  const calendar = toCalendar([...calendarData.years, ...(options.calendar ?? [])])
  const book = createDispatchBook(catalogue)
  const time = { limits, calendar, catalogue, publisher, book, onMoved, unitTexts, ...contacts }
  const ticket = createTicketHandlers({ ...time, vault, autoDispatch, texts, changed: drafts.changed })
  const anchors = startAuditAnchors({ storage, clock, onError: base.onError('audit anchors') })
  const ticketClock = startTicketClock({ ...time, storage, clock, autoDispatch, onError: base.onError('ticket clock') })
  const { mayJoin, mayWrite } = sharing
  const attachments = openAttachments(base, { vault, limits, unitOf: contacts.unitOf, nameOf, mayJoin, mayWrite })
  return {
    handlers: {
      ...drafts.handlers,
      ...attachments.handlers,
      'ticket.submit': async (context, payload) => {
        context.afterCommit(() => onMoved(context.seat))
        return ticket['ticket.submit'](context, payload)
      },
      ...createActHandlers({ ...time, vault }),
      ...createDispatchHandlers(catalogue),
      ...createNearHandlers({ ...time, vault }),
      ...createRevisitCallHandlers({ vault, limits }),
      ...createRevealHandlers({ vault, unitOf: contacts.unitOf }),
      ...createSavedViewHandlers(vault),
      ...createExportHandlers({ on: exports, newId: randomUUID, publisher }),
      ...createPrintHandlers({ unitOf: contacts.unitOf, nameOf, newId: randomUUID }),
    },
    topics: {
      ...drafts.topics,
      'ticket-changes': ticketChangesTopic(contacts),
      'export-changes': exportChangesTopic,
    },
    here: drafts.here,
    gone: drafts.gone,
    async close() {
      drafts.close()
      await attachments.close()
      await ticketClock.close()
      await anchors.close()
    },
    uploads: attachments.uploads,
    routes: [
      ...attachments.routes,
      ...createDispatchRoutes({ db, catalogue, book }),
      ...createNearRoutes({ db, vault }),
      ...createSavedViewRoutes({ db, vault }),
      ...createExportRoutes({ storage, vault, cut, catalogue, nameOf, publisher, on: exports }),
      ...createTicketRoutes({
        storage,
        vault,
        cut,
        limits,
        texts,
        unitTexts,
        firmOfNumber,
        unitOf: contacts.unitOf,
        directs: contacts.directs,
      }),
    ],
    drafts: createDraftReader(db, catalogue, vault),
    passing: drafts.passing,
    historyOf: (number) => callerHistory({ db, vault }, number, clock.now()),
    areaOfCall: createAreaOfCall(db, catalogue.divisions.districts),
  }
}
