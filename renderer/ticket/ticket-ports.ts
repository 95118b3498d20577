import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { CommandAck } from '#shared/contract/socket/envelope.ts'
import type { DraftsRow, SharedDraftRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import type { DraftPeople } from '../link/draft-people.ts'

/** A draft with what this computer and the server know of it; kept in the journal at every change until disposed. */
export interface OpenDraft extends DraftBinding {
  readonly dispose: Disposer
}

/** A change of the topic `drafts`. */
export interface DraftsChange {
  readonly kind: 'snapshot' | 'delta'
  readonly set: readonly (readonly [key: string, row: DraftsRow])[]
  readonly gone: readonly string[]
}

/** A change of the topic `shared-drafts`. */
export interface SharedChange {
  readonly kind: 'snapshot' | 'delta'
  readonly set: readonly (readonly [key: string, row: SharedDraftRow])[]
  readonly gone: readonly string[]
}

/** A draft that this computer kept. */
export interface KeptTicketDraft {
  readonly draftId: string
  readonly callId: string | null
  /** Handed in before the page was loaded, and not answered then: the server's answer to come. */
  readonly submitting: Promise<CommandAck> | null
}

/** What the ticket column needs of the link; the composition root gives it. */
export interface TicketPorts {
  /** Whether this seat writes tickets of its own; else it only joins in others'. */
  readonly own: boolean
  /** @param guest another seat's: its matter document alone */
  openDraft(draftId: string, callId: string | null, guest: boolean): Promise<OpenDraft>
  /** Drafts of other seats that this one may see now. */
  onShared(listener: (change: SharedChange) => void): Disposer
  /** Lets go of another seat's draft on this computer. */
  leave(draftId: string): void
  /** The person has seen what the server did not take of this draft. */
  forgetRefused(draftId: string): void
  joinPeople(draftId: string, guest: boolean): DraftPeople
  /** Drafts in this computer's journal: they come back before the network does. */
  keptDrafts(): Promise<readonly KeptTicketDraft[]>
  onDrafts(listener: (change: DraftsChange) => void): Disposer
  /** The server's answers to drafts handed in from this computer, also before this page was loaded. */
  onSubmitAnswer(listener: (draftId: string, ack: CommandAck) => void): Disposer
  /** Never rejects; for a durable command resolves at the server's answer, however late. */
  send<N extends 'ticket.submit' | 'draft.discard'>(name: N, payload: CommandPayload<N>): Promise<CommandAck>
  newDraftId(): string
}

/** The call that is up, as far as a ticket cares. */
export interface TicketCall {
  readonly callId: string
  readonly number: string | null
}
