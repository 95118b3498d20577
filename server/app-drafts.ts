import type { HereFrame } from '#shared/contract/socket/envelope.ts'
import type { Base } from './app-base.ts'
import type { Sharing } from './app-sharing.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { TopicSources } from './ports/topics.ts'
import { findStoredCall, isIn, type StoredCall } from './telephony/calls.repository.ts'
import { createDraftHandlers } from './ticket/draft.handlers.ts'
import { createDraftPassing, type DraftPassing } from './ticket/draft-passing.ts'
import { createDraftPeople } from './ticket/draft-people.ts'
import { createDraftTopics } from './ticket/draft-topics.ts'
import type { PersonVault } from './ticket/person-vault.ts'
import { createSharedDrafts, type SharedDrafts } from './ticket/shared-drafts.ts'

/** Tickets while they are written, by one seat or by several. */
export interface Drafts {
  readonly handlers: Pick<CommandHandlers, 'draft.update' | 'draft.discard'>
  readonly topics: ReturnType<typeof createDraftTopics> & Pick<TopicSources, 'shared-drafts' | 'draft-people'>
  /** Drafts that change seat with a hand-over. */
  readonly passing: DraftPassing
  /** After the commit: this draft is not as it was. */
  readonly changed: SharedDrafts['changed']
  /** Where a desk's person is in a draft, and that the desk is gone. */
  here(seat: string, frame: HereFrame): void
  gone(seat: string): void
  readonly close: () => void
}

/** What drafts need of the other domains. */
export interface DraftPorts {
  readonly vault: PersonVault
  readonly sharing: Sharing
  /** The name of who sits at a seat. */
  readonly nameOf: (seat: string) => string
}

/** Opens drafts, those of one seat and those that more than one is in. */
export function openDrafts(base: Base, { vault, sharing, nameOf }: DraftPorts): Drafts {
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
  const topics = createDraftTopics({ db: storage.db, vault, now: clock.now, mayJoin: sharing.mayJoin, nameOf })
  const people = createDraftPeople({
    clock,
    publisher,
    seatsOf: shared.seatsOf,
    nameOf,
    allow: async (reader, id) => (await topics.draft.allow(reader, id)) || topics['draft-matter'].allow(reader, id),
  })
  shared.onChange(people.seatsChanged)
  sharing.follow(shared)
  const { changed } = shared
  const { mayWrite } = sharing
  const ownsCall: Parameters<typeof createDraftHandlers>[0]['ownsCall'] = async (tx, seat, callId) =>
    isOwn(await findStoredCall(tx, callId), seat)
  const isUp: Parameters<typeof createDraftPassing>[0]['isUp'] = async (tx, callId) => {
    const call = await findStoredCall(tx, callId)
    return call !== null && call.endedAt === null
  }
  return {
    handlers: createDraftHandlers({ publisher, vault, ownsCall, mayWrite, nameOf, changed }),
    topics: { ...topics, 'shared-drafts': shared.topic, 'draft-people': people.topic },
    passing: createDraftPassing({ publisher, dismiss, nameOf, isUp, changed }),
    changed,
    here: people.here,
    gone: people.gone,
    close: people.close,
  }
}

/** A call that was handed on is still the one whose ticket its first seat writes. */
const isOwn = (call: StoredCall | null, seat: string): boolean => call !== null && isIn(call, seat)
