import { randomBytes } from 'node:crypto'
import calendarData from '#shared/ticket/data/calendar.json' with { type: 'json' }
import { usualTimeLimits } from '#shared/ticket/time-limits.ts'
import { toCalendar } from '#shared/ticket/working-time.rules.ts'
import type { Base } from './app-base.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { Route } from './ports/routes.ts'
import type { TopicSources } from './ports/topics.ts'
import { findStoredCall, isIn, type StoredCall } from './telephony/calls.repository.ts'
import { createActHandlers } from './ticket/act.handlers.ts'
import { loadCatalogue } from './ticket/catalogue.ts'
import { createDraftHandlers } from './ticket/draft.handlers.ts'
import { type AreaOfCall, createAreaOfCall } from './ticket/draft-area.ts'
import { createDemandOfCall, type DemandOfCall } from './ticket/draft-demand.ts'
import { createDraftTopics } from './ticket/draft-topics.ts'
import { createPersonVault, type PersonVault } from './ticket/person-vault.ts'
import { createTicketRoutes } from './ticket/queries.routes.ts'
import { createTicketHandlers } from './ticket/ticket.handlers.ts'
import { ticketChangesTopic, type UnitContacts } from './ticket/ticket-changes.ts'
import { startTicketClock } from './ticket/ticket-clock.ts'
import { createWritten, type Written } from './ticket/written.ts'

/** Drafts and tickets. */
export interface Tickets {
  readonly vault: PersonVault
  readonly handlers: Pick<CommandHandlers, 'draft.update' | 'draft.discard' | 'ticket.submit' | 'ticket.act'>
  readonly topics: ReturnType<typeof createDraftTopics> & Pick<TopicSources, 'ticket-changes'>
  readonly routes: readonly Route[]
  readonly areaOfCall: AreaOfCall
  readonly demandOfCall: DemandOfCall
  readonly written: Written
  readonly close: () => Promise<void>
}

/** What the tickets need of the other domains. `onMoved`: after the commit, with the seat that handed the ticket in. */
export interface TicketPorts {
  readonly onMoved: (seat: string) => void
  /** Who speaks for which unit. */
  readonly contacts: UnitContacts
}

/** Opens drafts and tickets, and starts the tickets' clock. */
export function openTickets(base: Base, { onMoved, contacts }: TicketPorts): Tickets {
  const { publisher, clock, storage } = base
  const { db } = storage
  const vault = createPersonVault(base.options.master, randomBytes)
  const ownsCall: Parameters<typeof createDraftHandlers>[0]['ownsCall'] = async (tx, seat, callId) =>
    isOwn(await findStoredCall(tx, callId), seat)
  const catalogue = loadCatalogue()
  const autoDispatch = base.options.autoDispatch ?? false
  const limits = usualTimeLimits
  const calendar = toCalendar([...calendarData.years, ...(base.options.calendar ?? [])])
  const onError = base.onError('ticket clock')
  const time = { limits, calendar, catalogue, publisher, onMoved, ...contacts }
  const ticket = createTicketHandlers({ ...time, vault, autoDispatch })
  const ticketClock = startTicketClock({ ...time, storage, clock, autoDispatch, onError })
  return {
    vault,
    handlers: {
      ...createDraftHandlers({ publisher, vault, ownsCall }),
      'ticket.submit': async (context, payload) => {
        context.afterCommit(() => onMoved(context.seat))
        return ticket['ticket.submit'](context, payload)
      },
      ...createActHandlers({ ...time, vault }),
    },
    topics: { ...createDraftTopics({ db, vault, now: clock.now }), 'ticket-changes': ticketChangesTopic(contacts) },
    routes: createTicketRoutes({ db, vault, limits, unitOf: contacts.unitOf }),
    close: ticketClock.close,
    written: createWritten(db, vault, catalogue),
    areaOfCall: createAreaOfCall(db, catalogue.divisions.districts),
    demandOfCall: createDemandOfCall(db, catalogue),
  }
}

/** A call that was handed on is still the one whose ticket its first seat writes. */
const isOwn = (call: StoredCall | null, seat: string): boolean => call !== null && isIn(call, seat)
