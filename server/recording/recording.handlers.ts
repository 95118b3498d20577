import type { CommandHandlers } from '../ports/command.ts'
import type { Tx } from '../storage/query.ts'
import type { SoundTickets } from './sound-ticket.ts'

export interface RecordingHandlersParts {
  /** null: this site records nothing. */
  readonly tickets: SoundTickets | null
  /** How the call stands to the seat; null: it is none of the seat's. */
  readonly ownCall: (tx: Tx, seat: string, callId: string) => Promise<'talking' | 'not-now' | null>
}

/** A ticket lasts as long as the longest call, ms. */
const ticketMs = 12 * 3_600_000

const refused = (reason: 'unavailable' | 'not-found' | 'not-now') => ({ ok: false as const, reason, faults: [] })

/** Gives a seat leave to record its own call. */
export function recordingHandlers(parts: RecordingHandlersParts): Pick<CommandHandlers, 'recording.ticket'> {
  const { tickets, ownCall } = parts
  return {
    async 'recording.ticket'({ tx, seat, at }, { callId }) {
      if (!tickets) return refused('unavailable')
      const standing = await ownCall(tx, seat, callId)
      if (standing === null) return refused('not-found')
      if (standing === 'not-now') return refused('not-now')
      return { ok: true, result: { ticket: tickets.make({ callId, seat, until: at + ticketMs }) } }
    },
  }
}
