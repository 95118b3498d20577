import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import { actOn } from '#shared/ticket/ticket-loop.machine.ts'
import type { CommandContext, CommandHandlers, CommandOutcome } from '../../ports/command.ts'
import { type ActDeps, noteRefusal, storeAct } from '../act.handlers.ts'
import { commandRefusal } from '../act.rules.ts'
import { actorOf } from '../actor.rules.ts'
import { lockDraft } from '../draft.repository.ts'
import { lockTicket } from '../loop.repository.ts'
import { readDraft } from '../ticket.handlers.ts'
import { publishChange } from '../ticket-changes.ts'
import { demandOf, findNear } from './find-near.ts'
import { link } from './near.repository.ts'

/** Whether the ticket is about the same as the seat's own draft: what opens a colleague's ticket for the acts of a second call. */
async function isNear(deps: ActDeps, { tx, seat, at }: CommandContext, of: { draftId: string; ticketNo: string }) {
  const draft = await lockDraft(tx, of.draftId)
  if (draft === undefined || draft.seat !== seat || draft.discarded_at !== null) return false
  const { found } = await findNear(tx, { demand: demandOf(readDraft(deps.vault, draft), deps.vault), at }, deps.vault)
  return [...found.repeats, ...found.similar.map(({ ticket }) => ticket)].some((one) => one.ticketNo === of.ticketNo)
}

async function callAgain(
  deps: ActDeps,
  context: CommandContext,
  { draftId, ticketNo, act }: CommandPayload<'ticket.call-again'>,
): Promise<CommandOutcome<'ticket.call-again'>> {
  const { tx, at, seat } = context
  const actor = actorOf(context, deps.unitOf)
  if (actor === null) return { ok: false, reason: 'forbidden', faults: [] }
  const doing = { actor, at, said: act }
  const stored = await lockTicket(tx, ticketNo)
  if (stored === undefined) return { ok: false, reason: 'not-found', faults: [] }
  if (!(await isNear(deps, context, { draftId, ticketNo })))
    return { ok: false, reason: 'not-found', faults: [], note: noteRefusal(ticketNo, 'out-of-scope', doing) }
  const { limits, calendar } = deps
  const world = { limits, calendar, isUnit: deps.catalogue.isUnit }
  const taken = actOn(stored.ticket, act, { actor, at, calledAgain: true }, world)
  if (!taken.ok) {
    const { reason, field } = taken
    const faults = [{ field, rule: reason }]
    return { ok: false, reason: commandRefusal(reason, field), faults, note: noteRefusal(ticketNo, reason, doing) }
  }
  await storeAct(tx, { stored, row: stored.row, taken, time: { limits, calendar } }, doing)
  await link(tx, { draftId, ticketNo, seat, at })
  context.afterCommit(() => {
    publishChange(deps, { before: stored.ticket, after: taken.ticket, at })
    deps.onMoved(taken.ticket.author)
  })
  return { ok: true, result: {} }
}

/** Urging and adding to a ticket that is about the same as a draft, and linking the draft with it. */
export const createNearHandlers = (deps: ActDeps): Pick<CommandHandlers, 'ticket.call-again' | 'draft.link'> => ({
  'ticket.call-again': (context, payload) => callAgain(deps, context, payload),
  async 'draft.link'(context, { draftId, ticketNo }) {
    if (!(await isNear(deps, context, { draftId, ticketNo }))) return { ok: false, reason: 'not-found', faults: [] }
    await link(context.tx, { draftId, ticketNo, seat: context.seat, at: context.at })
    return { ok: true, result: {} }
  },
})
