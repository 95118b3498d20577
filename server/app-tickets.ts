import { randomBytes } from 'node:crypto'
import type { Base } from './app-base.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { Route } from './ports/routes.ts'
import { findStoredCall, isIn, type StoredCall } from './telephony/calls.repository.ts'
import { loadCatalogue } from './ticket/catalogue.ts'
import { createDraftHandlers } from './ticket/draft.handlers.ts'
import { type AreaOfCall, createAreaOfCall } from './ticket/draft-area.ts'
import { createDraftTopics } from './ticket/draft-topics.ts'
import { createDraftReader, type DraftReader } from './ticket/draft-words.ts'
import { createPersonVault, type PersonVault } from './ticket/person-vault.ts'
import { createTicketRoutes } from './ticket/queries.routes.ts'
import { createTicketHandlers } from './ticket/ticket.handlers.ts'

/** Drafts and tickets. */
export interface Tickets {
  readonly vault: PersonVault
  readonly handlers: Pick<CommandHandlers, 'draft.update' | 'draft.discard' | 'ticket.submit'>
  readonly topics: ReturnType<typeof createDraftTopics>
  readonly routes: readonly Route[]
  readonly areaOfCall: AreaOfCall
  readonly drafts: DraftReader
}

/** Opens drafts and tickets. `onSubmitted`: after the commit, with the seat that handed it in. */
export function openTickets(base: Base, onSubmitted: (seat: string) => void): Tickets {
  const { publisher, clock } = base
  const { db } = base.storage
  const vault = createPersonVault(base.options.master, randomBytes)
  const ownsCall: Parameters<typeof createDraftHandlers>[0]['ownsCall'] = async (tx, seat, callId) =>
    isOwn(await findStoredCall(tx, callId), seat)
  const catalogue = loadCatalogue()
  const ticket = createTicketHandlers({ publisher, vault, catalogue })
  return {
    vault,
    handlers: {
      ...createDraftHandlers({ publisher, vault, ownsCall }),
      'ticket.submit': async (context, payload) => {
        context.afterCommit(() => onSubmitted(context.seat))
        return ticket['ticket.submit'](context, payload)
      },
    },
    topics: createDraftTopics({ db, vault, now: clock.now }),
    routes: createTicketRoutes({ db, vault }),
    drafts: createDraftReader(db, catalogue),
    areaOfCall: createAreaOfCall(db, catalogue.divisions.districts),
  }
}

/** A call that was handed on is still the one whose ticket its first seat writes. */
const isOwn = (call: StoredCall | null, seat: string): boolean => call !== null && isIn(call, seat)
