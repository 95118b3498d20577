import type { Actor } from '#shared/ticket/ticket-case.ts'
import type { CommandContext } from '../ports/command.ts'
import { actorOf, sees } from './actor.rules.ts'
import { lockTicket, type StoredTicket } from './loop.repository.ts'
import { type Noted, noteOnTrail } from './note-on-trail.ts'

/** A ticket that is not there for who asks. Whether it exists is not said; that it was tried is written down. */
interface Unseen {
  readonly ok: false
  readonly reason: 'not-found'
  readonly faults: []
  readonly note?: ReturnType<typeof noteOnTrail>
}

/**
 * Locks a ticket for who may see it. @param unitOf the unit a contact speaks for @param asked what is noted where it was out of his scope
 */
export async function lockSeen(
  context: CommandContext,
  ticketNo: string,
  { unitOf, asked }: { readonly unitOf: (seat: string) => string | null; readonly asked: Noted },
): Promise<{ readonly ok: true; readonly actor: Actor; readonly stored: StoredTicket } | Unseen> {
  const actor = actorOf(context, unitOf)
  const stored = actor === null ? undefined : await lockTicket(context.tx, ticketNo)
  if (actor === null || stored === undefined) return { ok: false, reason: 'not-found', faults: [] }
  if (sees(actor, stored.ticket)) return { ok: true, actor, stored }
  const note = noteOnTrail(ticketNo, context, { ...asked, refused: 'out-of-scope' })
  return { ok: false, reason: 'not-found', faults: [], note }
}
