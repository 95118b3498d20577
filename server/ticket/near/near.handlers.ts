import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { CommandContext, CommandHandlers, CommandOutcome } from '../../ports/command.ts'
import { type ActDeps, noteRefusal, takeAct } from '../act.handlers.ts'
import { actorOf } from '../actor.rules.ts'
import { lockDraft } from '../draft.repository.ts'
import { lockTicket } from '../loop.repository.ts'
import { readDraft } from '../ticket.handlers.ts'
import { demandOf, findNear } from './find-near.ts'
import { link } from './near.repository.ts'

/**
 * Whether the ticket is about the same as the seat's own draft: what opens a colleague's ticket for the acts of a second call. The draft is
 * locked before any ticket is, as handing in does.
 */
async function isNear(deps: ActDeps, { tx, seat, at }: CommandContext, of: { draftId: string; ticketNo: string }) {
  const draft = await lockDraft(tx, of.draftId)
  if (draft === undefined || draft.seat !== seat || draft.discarded_at !== null) return false
  const { found } = await findNear(tx, { demand: demandOf(readDraft(deps.vault, draft), deps.vault), at }, deps.vault)
  return [...found.repeats, ...found.similar.map(({ ticket }) => ticket)].some((one) => one.ticketNo === of.ticketNo)
}

async function callAgain(
  deps: ActDeps,
  context: CommandContext,
  { draftId, ticketNo, act: said }: CommandPayload<'ticket.call-again'>,
): Promise<CommandOutcome<'ticket.call-again'>> {
  const { tx, at, seat } = context
  const actor = actorOf(context, deps.unitOf)
  if (actor === null) return { ok: false, reason: 'forbidden', faults: [] }
  const near = await isNear(deps, context, { draftId, ticketNo })
  const stored = await lockTicket(tx, ticketNo)
  if (stored === undefined) return { ok: false, reason: 'not-found', faults: [] }
  if (!near) {
    const note = noteRefusal(context, ticketNo, { said, refused: 'out-of-scope' })
    return { ok: false, reason: 'not-found', faults: [], note }
  }
  const taken = await takeAct(deps, context, { stored, said, by: { actor, at, calledAgain: true } })
  if (!taken.ok) return taken
  await link(tx, { draftId, ticketNo, seat, at })
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
