import type { Role } from '#shared/seat/seat-state.ts'
import { actsFor } from '#shared/ticket/ticket-loop.machine.ts'
import type { TimeLimits } from '#shared/ticket/time-limits.ts'
import type { Tx } from '../../storage/query.ts'
import { actorOf, scopeOf } from '../actor.rules.ts'
import type { DraftRow } from '../draft.repository.ts'
import type { MayJoin } from '../draft-topics.ts'
import { caseOf } from '../loop.repository.ts'
import type { PersonVault } from '../person-vault.ts'
import { readDraft } from '../ticket.handlers.ts'
import { findTicket } from '../ticket.repository.ts'
import type { StoredAttachment } from './attachment.repository.ts'

export interface RightsParts {
  readonly vault: PersonVault
  readonly limits: TimeLimits
  /** The unit a contact speaks for. */
  readonly unitOf: (seat: string) => string | null
  /** Whether the seat may see, and write in, another's draft now. */
  readonly mayJoin: MayJoin
  readonly mayWrite: MayJoin
}

/** Who asks, and when (ms since the epoch). */
export interface Asker {
  readonly seat: string
  readonly role: Role
  readonly at: number
}

/** What somebody may do with the files of a draft, or of the ticket it became. */
export interface AttachmentRights {
  readonly maySee: boolean
  readonly mayAdd: boolean
  /** What he adds belongs to. */
  readonly part: StoredAttachment['part']
  /** A file he is not shown, though he sees the others: it may say who asks. */
  hides(file: StoredAttachment): boolean
  mayRemove(file: StoredAttachment): boolean
}

const none: AttachmentRights = {
  maySee: false,
  mayAdd: false,
  part: 'demand',
  hides: () => true,
  mayRemove: () => false,
}

/** As with the draft itself: its author, and who is in the call with him. Of a confidential one each guest sees what he added himself. */
function rightsInDraft(parts: RightsParts, draft: DraftRow, { seat }: Asker): AttachmentRights {
  if (draft.discarded_at !== null) return none
  const own = draft.seat === seat
  const writes = own || parts.mayWrite(draft, seat)
  if (!writes && !parts.mayJoin(draft, seat)) return none
  const hidden = !own && readDraft(parts.vault, draft).confidential
  return {
    maySee: true,
    mayAdd: writes,
    part: 'demand',
    hides: (file) => hidden && file.seat !== seat,
    mayRemove: (file) => own || (writes && file.seat === seat),
  }
}

/** As with the ticket itself. A unit adds to its reply while it may reply; of a confidential ticket it sees nothing that came from the citizen. */
async function rightsInTicket(
  tx: Tx,
  parts: RightsParts,
  { draft, ticketNo, asker }: { draft: DraftRow; ticketNo: string; asker: Asker },
): Promise<AttachmentRights> {
  const { seat, at } = asker
  const actor = actorOf(asker, parts.unitOf)
  const scope = scopeOf(actor)
  const row = scope === null ? undefined : await findTicket(tx, ticketNo, scope)
  const sees = row !== undefined && actor !== null
  if (!sees && !parts.mayJoin(draft, seat)) return none
  const acts = sees && actor.role === 'unit' ? actsFor(caseOf(row), { actor, at }, parts) : []
  const replies = acts.includes('reply') || acts.includes('finish-task')
  const hidden = sees ? row.confidential && actor.role === 'unit' : readDraft(parts.vault, draft).confidential
  return {
    maySee: true,
    mayAdd: replies,
    part: 'reply',
    hides: (file) => hidden && file.part === 'demand' && file.seat !== seat,
    mayRemove: (file) => replies && file.part === 'reply' && file.seat === seat,
  }
}

/** What this seat may do now; undefined draft: one of which nothing arrived yet, which is whose desk made it. */
export async function attachmentRights(
  tx: Tx,
  parts: RightsParts,
  { draft, asker }: { draft: DraftRow | undefined; asker: Asker },
): Promise<AttachmentRights> {
  if (draft === undefined) {
    const begins = asker.role === 'agent' || asker.role === 'lead'
    return { ...none, maySee: begins, mayAdd: begins }
  }
  return draft.ticket_no === null
    ? rightsInDraft(parts, draft, asker)
    : rightsInTicket(tx, parts, { draft, ticketNo: draft.ticket_no, asker })
}
