import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { NewId } from '#shared/kit/clock.ts'
import type { CommandContext, CommandHandlers, CommandOutcome } from '../ports/command.ts'
import { lockSeen } from './lock-seen.ts'
import { noteOnTrail } from './note-on-trail.ts'

export interface PrintDeps {
  /** The unit a contact speaks for. */
  readonly unitOf: (seat: string) => string | null
  readonly nameOf: (seat: string) => string
  readonly newId: NewId
}

async function print(
  { unitOf, nameOf, newId }: PrintDeps,
  context: CommandContext,
  { ticketNo }: CommandPayload<'ticket.print'>,
): Promise<CommandOutcome<'ticket.print'>> {
  const seen = await lockSeen(context, ticketNo, { unitOf, asked: { action: 'print', said: {} } })
  if (!seen.ok) return seen
  const printId = newId()
  await noteOnTrail(ticketNo, context, { action: 'print', said: { printId } })(context.tx)
  const { seat, at } = context
  return { ok: true, result: { printId, seat, name: nameOf(seat), at } }
}

/** Lets a ticket be printed: what is on paper names who printed it and when, and the trail names the print. */
export function createPrintHandlers(deps: PrintDeps): Pick<CommandHandlers, 'ticket.print'> {
  return { 'ticket.print': (context, payload) => print(deps, context, payload) }
}
