import type { FieldFault } from '#shared/contract/socket/envelope.ts'
import { ticketFieldFaults, ticketSchema } from '#shared/contract/ticket.schema.ts'
import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import type { LoopTime } from '#shared/ticket/ticket-effects.rules.ts'
import { readDraftStates } from '#shared/ticket-draft/draft-state.ts'
import type { CallerTexts } from '../ports/caller-texts.ts'
import type { CommandContext, CommandHandlers } from '../ports/command.ts'
import type { TopicPublisher } from '../ports/topics.ts'
import { attachmentsOf } from './attachment/attachment.repository.ts'
import { appendAudit } from './audit.repository.ts'
import { goesByItself } from './auto-dispatch.rules.ts'
import type { DispatchBook } from './dispatch/dispatch-book.ts'
import { type DraftRow, lockDraft, markSubmitted } from './draft.repository.ts'
import { publishDrafts } from './draft-topics.ts'
import { caseOf, saveCase } from './loop.repository.ts'
import { flagNear } from './near/find-near.ts'
import type { PersonVault } from './person-vault.ts'
import { bigramsOf } from './search/bigram.rules.ts'
import { insertTicket, type TicketRow, takeTicketNo } from './ticket.repository.ts'
import { type ChangePorts, publishChange } from './ticket-changes.ts'
import { insertMore, splitGroupOf } from './ticket-more.repository.ts'
import { sealMore } from './ticket-more.rules.ts'
import { type PlainTicket, toPlainTicket } from './ticket-row.rules.ts'
import { bytesOf } from './update-bytes.ts'

export interface TicketDeps {
  readonly publisher: TopicPublisher
  readonly vault: PersonVault
  readonly catalogue: FullCatalogue
}

/** What handing in begins: the loop's clocks, and whether it goes on by itself. */
export interface SubmitDeps extends TicketDeps, LoopTime, ChangePorts {
  readonly autoDispatch: boolean
  readonly book: DispatchBook
  readonly texts: Pick<CallerTexts, 'ticketTaken'>
  /** After the commit: this draft is not as it was. */
  readonly changed: (row: DraftRow) => void
}

const refuse = (reason: 'bad-input' | 'forbidden' | 'not-found' | 'conflict', faults: FieldFault[] = []) => ({
  ok: false as const,
  reason,
  faults,
})

/** What stands in a draft. */
export const readDraft = (vault: PersonVault, row: DraftRow) =>
  readDraftStates(
    row.matter === null ? null : bytesOf(row.matter),
    row.person === null ? null : bytesOf(vault.open(row.person)),
  )

function toRow(
  vault: PersonVault,
  ticket: PlainTicket,
  of: { draft: DraftRow; ticketNo: string; at: number },
): TicketRow {
  return {
    ticket_no: of.ticketNo,
    draft_id: of.draft.draft_id,
    seat: of.draft.seat,
    call_id: of.draft.call_id,
    type: ticket.type,
    matter: ticket.matter,
    place: ticket.place,
    address: vault.seal(ticket.address),
    caller_kind: ticket.callerKind,
    name: vault.seal(ticket.name),
    phone: vault.seal(ticket.phone),
    phone_hash: vault.phoneHash(ticket.phone),
    title: ticket.title,
    content: ticket.content,
    urgency: ticket.urgency,
    confidential: ticket.confidential,
    handling: ticket.handling,
    decline_reason: ticket.declineReason,
    lead_unit: ticket.leadUnit,
    answer_given: ticket.answerGiven,
    kb_refs: JSON.stringify(ticket.kbRefs),
    status: ticket.status,
    submitted_at: of.at,
    bigrams: bigramsOf(`${ticket.title} ${ticket.content}`),
  }
}

async function submit(deps: SubmitDeps, context: CommandContext, draftId: string) {
  const draft = await lockDraft(context.tx, draftId)
  if (draft === undefined) return refuse('not-found')
  if (draft.seat !== context.seat) return refuse('forbidden')
  if (draft.discarded_at !== null) return refuse('conflict')
  // Handed in before under another key (a desk that lost the answer): the same ticket, never a second one.
  if (draft.ticket_no !== null) return { ok: true as const, result: { ticketNo: draft.ticket_no } }
  const checked = ticketSchema(deps.catalogue).safeParse(readDraft(deps.vault, draft))
  if (!checked.success) return refuse('bad-input', ticketFieldFaults(checked.error))
  const { at, tx, seat } = context
  const ticket = toPlainTicket(checked.data, deps.catalogue)
  const ticketNo = await takeTicketNo(tx, at)
  const stored = toRow(deps.vault, ticket, { draft, ticketNo, at })
  await insertTicket(tx, stored)
  await flagNear(tx, stored, deps.vault)
  const group = await splitGroupOf(tx, draft, ticket.more.splitOf ?? '')
  const more = { ticket_no: ticketNo, ...sealMore(ticket.more, deps.vault), split_group: group }
  await insertMore(tx, more)
  const { bigrams: _, ...row } = stored
  const loop = caseOf({ ...stored, state: null })
  const waits = deps.autoDispatch && loop.status === 'TO_DISPATCH'
  const ruled = waits
    ? (await deps.book.current(tx)).answer({ matter: stored.matter, place: stored.place, at }).unit
    : null
  const byItself = waits && goesByItself(stored, ruled)
  await saveCase(tx, loop, { ...deps, ...(byItself && { nextAt: at }) })
  const files = (await attachmentsOf(tx, draftId)).map(({ sha256 }) => sha256)
  const { role } = context
  await appendAudit(tx, {
    ticketNo,
    at,
    seat,
    role,
    action: ticket.action,
    from: 'DRAFT',
    to: ticket.status,
    row,
    more,
    ...(files.length > 0 && { files }),
    loop,
  })
  // Nobody who only plays with the line is written to.
  if (ticket.handling !== 'invalid')
    await deps.texts.ticketTaken(tx, { ticketNo, phone: ticket.phone, accepted: ticket.handling !== 'declined', at })
  await markSubmitted(tx, draftId, { ticketNo, at })
  const done = { ...draft, ticket_no: ticketNo, updated_at: at }
  context.afterCommit(() => {
    publishChange(deps, { before: null, after: loop, at })
    publishDrafts(deps.publisher, done)
    deps.changed(done)
  })
  return { ok: true as const, result: { ticketNo } }
}

/** Handing in: the server's own copy of the draft is checked, numbered, stored and audited in one transaction. */
export function createTicketHandlers(deps: SubmitDeps): Pick<CommandHandlers, 'ticket.submit'> {
  return { 'ticket.submit': (context, payload) => submit(deps, context, payload.draftId) }
}
