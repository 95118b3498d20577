import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import { revealRefusal } from '#shared/ticket/reveal.rules.ts'
import type { CommandContext, CommandHandlers, CommandOutcome } from '../ports/command.ts'
import { lockSeen } from './lock-seen.ts'
import { noteOnTrail } from './note-on-trail.ts'
import type { PersonVault } from './person-vault.ts'

export interface RevealDeps {
  readonly vault: PersonVault
  /** The unit a contact speaks for. */
  readonly unitOf: (seat: string) => string | null
}

async function reveal(
  { vault, unitOf }: RevealDeps,
  context: CommandContext,
  { ticketNo, reason }: CommandPayload<'ticket.reveal'>,
): Promise<CommandOutcome<'ticket.reveal'>> {
  const done = { action: 'reveal', said: { revealReason: reason } }
  const seen = await lockSeen(context, ticketNo, { unitOf, asked: done })
  if (!seen.ok) return seen
  const { row } = seen.stored
  const refused = revealRefusal(row, seen.actor)
  if (refused !== null) {
    const note = noteOnTrail(ticketNo, context, { ...done, refused })
    return { ok: false, reason: 'forbidden', faults: [{ field: 'act', rule: refused }], note }
  }
  await noteOnTrail(ticketNo, context, done)(context.tx)
  const { name, phone, address } = row
  return { ok: true, result: { name: vault.open(name), phone: vault.open(phone), address: vault.open(address) } }
}

/** Shows who asks, in the clear, to who may see it and says why; each time is on the ticket's trail. */
export function createRevealHandlers(deps: RevealDeps): Pick<CommandHandlers, 'ticket.reveal'> {
  return { 'ticket.reveal': (context, payload) => reveal(deps, context, payload) }
}
