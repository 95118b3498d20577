import { randomBytes } from 'node:crypto'
import type { HereFrame } from '#shared/contract/socket/envelope.ts'
import type { Base } from './app-base.ts'
import type { Sharing } from './app-sharing.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { Route } from './ports/routes.ts'
import type { TopicSources } from './ports/topics.ts'
import { findStoredCall, isIn, type StoredCall } from './telephony/calls.repository.ts'
import { loadCatalogue } from './ticket/catalogue.ts'
import { createDraftHandlers } from './ticket/draft.handlers.ts'
import { type AreaOfCall, createAreaOfCall } from './ticket/draft-area.ts'
import { createDraftPeople } from './ticket/draft-people.ts'
import { createDraftTopics } from './ticket/draft-topics.ts'
import { createDraftReader, type DraftReader } from './ticket/draft-words.ts'
import { createPersonVault, type PersonVault } from './ticket/person-vault.ts'
import { createTicketRoutes } from './ticket/queries.routes.ts'
import { createSharedDrafts, type SharedDrafts } from './ticket/shared-drafts.ts'
import { createTicketHandlers } from './ticket/ticket.handlers.ts'

/** Drafts and tickets. */
export interface Tickets {
  readonly vault: PersonVault
  readonly handlers: Pick<CommandHandlers, 'draft.update' | 'draft.discard' | 'ticket.submit'>
  readonly topics: ReturnType<typeof createDraftTopics> & Pick<TopicSources, 'shared-drafts' | 'draft-people'>
  readonly routes: readonly Route[]
  readonly areaOfCall: AreaOfCall
  readonly drafts: DraftReader
  /** Where a desk's person is in a draft, and that the desk is gone. */
  here(seat: string, frame: HereFrame): void
  gone(seat: string): void
  readonly close: () => void
}

export interface TicketParts {
  readonly sharing: Sharing
  /** The name of who sits at a seat. */
  readonly nameOf: (seat: string) => string
  /** After the commit, with the seat that handed it in. */
  readonly onSubmitted: (seat: string) => void
}

/** Drafts in which more than one seat is, and who is where in them. */
function openShared(base: Base, vault: PersonVault, { sharing, nameOf }: TicketParts) {
  const { publisher, dismiss, clock, storage } = base
  const shared: SharedDrafts = createSharedDrafts({
    db: storage.db,
    vault,
    publisher,
    dismiss,
    guestsOf: sharing.guestsOf,
    nameOf,
    onError: base.onError('shared-drafts'),
  })
  const topics = createDraftTopics({ db: storage.db, vault, now: clock.now, mayJoin: sharing.mayJoin })
  const people = createDraftPeople({
    clock,
    publisher,
    seatsOf: shared.seatsOf,
    nameOf,
    allow: async (reader, id) => (await topics.draft.allow(reader, id)) || topics['draft-matter'].allow(reader, id),
  })
  shared.onChange(people.seatsChanged)
  sharing.follow(shared)
  return { shared, people, topics: { ...topics, 'shared-drafts': shared.topic, 'draft-people': people.topic } }
}

/** Opens drafts and tickets. */
export function openTickets(base: Base, parts: TicketParts): Tickets {
  const { publisher } = base
  const { db } = base.storage
  const vault = createPersonVault(base.options.master, randomBytes)
  const ownsCall: Parameters<typeof createDraftHandlers>[0]['ownsCall'] = async (tx, seat, callId) =>
    isOwn(await findStoredCall(tx, callId), seat)
  const catalogue = loadCatalogue()
  const { shared, people, topics } = openShared(base, vault, parts)
  const { changed } = shared
  const ticket = createTicketHandlers({ publisher, vault, catalogue, changed })
  const { mayWrite } = parts.sharing
  return {
    vault,
    handlers: {
      ...createDraftHandlers({ publisher, vault, ownsCall, mayWrite, nameOf: parts.nameOf, changed }),
      'ticket.submit': async (context, payload) => {
        context.afterCommit(() => parts.onSubmitted(context.seat))
        return ticket['ticket.submit'](context, payload)
      },
    },
    topics,
    here: people.here,
    gone: people.gone,
    close: people.close,
    routes: createTicketRoutes({ db, vault }),
    drafts: createDraftReader(db, catalogue),
    areaOfCall: createAreaOfCall(db, catalogue.divisions.districts),
  }
}

/** A call that was handed on is still the one whose ticket its first seat writes. */
const isOwn = (call: StoredCall | null, seat: string): boolean => call !== null && isIn(call, seat)
