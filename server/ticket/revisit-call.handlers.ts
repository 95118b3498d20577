import { revisitCallRefusal } from '#shared/ticket/revisit-call.rules.ts'
import type { TimeLimits } from '#shared/ticket/time-limits.ts'
import type { CommandContext, CommandHandlers, CommandOutcome } from '../ports/command.ts'
import { commandRefusal } from './act.rules.ts'
import { actorOf } from './actor.rules.ts'
import { lockTicket } from './loop.repository.ts'
import { noteOnTrail } from './note-on-trail.ts'
import type { PersonVault } from './person-vault.ts'

export interface RevisitCallDeps {
  readonly vault: PersonVault
  readonly limits: TimeLimits
}

async function call(
  { vault, limits }: RevisitCallDeps,
  context: CommandContext,
  ticketNo: string,
): Promise<CommandOutcome<'ticket.call'>> {
  const { tx, at } = context
  const actor = actorOf(context, () => null)
  const stored = actor === null ? undefined : await lockTicket(tx, ticketNo)
  if (actor === null || stored === undefined) return { ok: false, reason: 'not-found', faults: [] }
  const done = { action: 'call-citizen', said: {} }
  const refused = revisitCallRefusal(stored.ticket, { actor, at }, limits)
  if (refused !== null) {
    const reason = commandRefusal(refused, 'act')
    return {
      ok: false,
      reason,
      faults: [{ field: 'act', rule: refused }],
      note: noteOnTrail(ticketNo, context, { ...done, refused }),
    }
  }
  await noteOnTrail(ticketNo, context, done)(tx)
  return { ok: true, result: { number: vault.open(stored.row.phone) } }
}

/** Rings the citizen about the result: the number comes with the answer, to who took the revisit up and to nobody else. */
export function createRevisitCallHandlers(deps: RevisitCallDeps): Pick<CommandHandlers, 'ticket.call'> {
  return { 'ticket.call': (context, { ticketNo }) => call(deps, context, ticketNo) }
}
