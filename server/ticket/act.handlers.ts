import type { CommandRefusal, FieldFault } from '#shared/contract/socket/envelope.ts'
import { ticketFieldFaults, ticketSchema } from '#shared/contract/ticket.schema.ts'
import type { MoreValues } from '#shared/ticket/more-values.ts'
import type { Mended, PersonAct, TicketAct } from '#shared/ticket/ticket-act.ts'
import type { Actor, TicketCase } from '#shared/ticket/ticket-case.ts'
import type { LoopTime } from '#shared/ticket/ticket-effects.rules.ts'
import type { By } from '#shared/ticket/ticket-guards.rules.ts'
import { actionOf, actOn, keepsRev, type LoopOutcome } from '#shared/ticket/ticket-loop.machine.ts'
import type { CommandContext, CommandHandlers, CommandOutcome } from '../ports/command.ts'
import type { UnitTexts } from '../ports/unit-texts.ts'
import type { Tx } from '../storage/query.ts'
import { commandRefusal } from './act.rules.ts'
import { actorOf, scopeOf, sees } from './actor.rules.ts'
import { appendAudit } from './audit.repository.ts'
import { findTarget, lockTicket, type StoredTicket, saveCase, saveRow } from './loop.repository.ts'
import { noteOnTrail } from './note-on-trail.ts'
import { bigramsOf } from './search/bigram.rules.ts'
import { tellUnit } from './tell-unit.ts'
import type { TicketDeps } from './ticket.handlers.ts'
import type { TicketRow } from './ticket.repository.ts'
import { publishChange, type UnitContacts } from './ticket-changes.ts'
import { moreOf } from './ticket-more.repository.ts'
import { toPlainTicket } from './ticket-row.rules.ts'

/** What storing an act takes. */
export interface StoreDeps extends LoopTime {
  readonly unitTexts: Pick<UnitTexts, 'dispatched' | 'recalled'>
}

export interface ActDeps extends TicketDeps, StoreDeps, UnitContacts {
  /** After a commit: the ticket of this seat moved. */
  readonly onMoved: (seat: string) => void
}

type Taken = Extract<LoopOutcome, { ok: true }>
type Refused = Extract<CommandOutcome<'ticket.act'>, { ok: false }>

/** What was done, by whom, with which words. */
interface Doing {
  readonly actor: Actor
  readonly at: number
  readonly said: TicketAct
}

/** Writes down an act: the row, the case, the trail and the text to its unit, in one transaction. */
export async function storeAct(
  tx: Tx,
  { stored, row, taken, deps }: { stored: StoredTicket; row: TicketRow; taken: Taken; deps: StoreDeps },
  { actor, said }: Doing,
): Promise<void> {
  const { ticket, action, effects } = taken
  const next = { ...row, status: ticket.status, lead_unit: ticket.leadUnit }
  await saveRow(tx, next)
  await saveCase(tx, ticket, deps)
  await tellUnit(tx, { before: stored.ticket, after: ticket }, deps.unitTexts)
  const { bigrams: _, ...audited } = next
  await appendAudit(tx, {
    ticketNo: ticket.ticketNo,
    at: ticket.changedAt,
    seat: actor.seat,
    role: actor.role,
    action,
    from: stored.ticket.status,
    to: ticket.status,
    row: audited,
    loop: ticket,
    said,
    effects,
  })
}

/** Notes a refusal on the trail, beside the ticket as it is then. */
export const noteRefusal = (
  context: CommandContext,
  ticketNo: string,
  { said, refused }: { said: PersonAct; refused: string },
) => noteOnTrail(ticketNo, context, { action: (ticket) => actionOf(ticket, said), said: { act: said.act }, refused })

/** The ticket as its agent mended it, checked like a new one. */
function mend(deps: ActDeps, { row, more }: { row: TicketRow; more: MoreValues }, mended: Mended) {
  const { vault } = deps
  const changed = Object.fromEntries(Object.entries(mended).filter(([, value]) => value !== undefined))
  const checked = ticketSchema(deps.catalogue).safeParse({
    type: row.type,
    matter: row.matter,
    place: row.place,
    address: vault.open(row.address),
    callerKind: row.caller_kind,
    name: vault.open(row.name),
    phone: vault.open(row.phone),
    title: row.title,
    content: row.content,
    urgency: row.urgency,
    confidential: row.confidential,
    handling: row.handling,
    declineReason: row.decline_reason,
    leadUnit: row.lead_unit,
    answerGiven: row.answer_given,
    kbRefs: JSON.parse(row.kb_refs) as string[],
    more,
    ...changed,
  })
  if (!checked.success) return { ok: false as const, faults: ticketFieldFaults(checked.error) }
  const plain = toPlainTicket(checked.data, deps.catalogue)
  const { type, matter, place, title, content, urgency, handling } = plain
  const words = { type, matter, place, title, content, urgency, handling }
  const rest = { decline_reason: plain.declineReason, lead_unit: plain.leadUnit, answer_given: plain.answerGiven }
  return { ok: true as const, row: { ...row, ...words, ...rest, bigrams: bigramsOf(`${title} ${content}`) } }
}

const conflictFaults = ({ status, rev, changedAt }: TicketCase): FieldFault[] => [
  { field: 'status', rule: status },
  { field: 'rev', rule: String(rev) },
  { field: 'changedAt', rule: String(changedAt) },
]

/** An act of a person on a ticket that is locked. */
export interface Acting {
  readonly stored: StoredTicket
  readonly said: PersonAct
  readonly by: By
}

/**
 * Does what is asked if the table lets it: stores it, and tells of it after the commit. A refusal carries the note for the trail.
 * Whether somebody may see the ticket, and which revision he saw, was judged before.
 */
export async function takeAct(
  deps: ActDeps,
  context: CommandContext,
  { stored, said, by }: Acting,
): Promise<{ readonly ok: true; readonly ticket: TicketCase } | Refused> {
  const { tx, at } = context
  const { limits, calendar } = deps
  const refuse = (reason: CommandRefusal, faults: FieldFault[], refused: string): Refused => ({
    ok: false,
    reason,
    faults,
    note: noteRefusal(context, stored.ticket.ticketNo, { said, refused }),
  })
  const target = said.act === 'merge' ? await findTarget(tx, said.into) : undefined
  const taken = actOn(stored.ticket, said, by, { limits, calendar, isUnit: deps.catalogue.isUnit, target })
  if (!taken.ok) {
    const { reason, field } = taken
    return refuse(commandRefusal(reason, field), [{ field, rule: reason }], reason)
  }
  const { row } = stored
  const { more } = said.act === 'resubmit' ? await moreOf(tx, row.ticket_no, deps.vault) : { more: {} }
  const mended = said.act === 'resubmit' ? mend(deps, { row, more }, said.mended) : { ok: true as const, row }
  if (!mended.ok) return refuse('bad-input', mended.faults, 'bad-input')
  const { type, urgency, matter, lead_unit } = mended.row
  const own = said.act === 'resubmit' ? { type, urgency, matter, leadUnit: lead_unit } : {}
  const ticket = { ...taken.ticket, ...own }
  const doing = { actor: by.actor, at, said }
  await storeAct(tx, { stored, row: mended.row, taken: { ...taken, ticket }, deps }, doing)
  context.afterCommit(() => {
    publishChange(deps, { before: stored.ticket, after: ticket, at })
    deps.onMoved(ticket.author)
  })
  return { ok: true, ticket }
}

async function act(
  deps: ActDeps,
  context: CommandContext,
  asked: { readonly ticketNo: string; readonly rev: number; readonly act: PersonAct },
): Promise<CommandOutcome<'ticket.act'>> {
  const { tx, at } = context
  const { ticketNo, act: said } = asked
  const actor = actorOf(context, deps.unitOf, deps.directs)
  if (actor === null || scopeOf(actor) === null) return { ok: false, reason: 'forbidden', faults: [] }
  const stored = await lockTicket(tx, ticketNo)
  if (stored === undefined) return { ok: false, reason: 'not-found', faults: [] }
  const note = (refused: string) => noteRefusal(context, ticketNo, { said, refused })
  // Whether a number exists that one may not see is not said; that it was tried is written down.
  if (!sees(actor, stored.ticket)) return { ok: false, reason: 'not-found', faults: [], note: note('out-of-scope') }
  if (!keepsRev(actionOf(stored.ticket, said)) && asked.rev !== stored.ticket.rev)
    return { ok: false, reason: 'conflict', faults: conflictFaults(stored.ticket), note: note('conflict') }
  const taken = await takeAct(deps, context, { stored, said, by: { actor, at } })
  return taken.ok ? { ok: true, result: { rev: taken.ticket.rev, status: taken.ticket.status } } : taken
}

/** Everything people do to a ticket after it was handed in. */
export function createActHandlers(deps: ActDeps): Pick<CommandHandlers, 'ticket.act'> {
  return { 'ticket.act': (context, payload) => act(deps, context, payload) }
}
