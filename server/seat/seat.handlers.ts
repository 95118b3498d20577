import type { CommandName } from '#shared/contract/socket/commands.ts'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import type { SeatEvent } from '#shared/seat/seat-event.ts'
import type { CommandContext, CommandHandlers } from '../ports/command.ts'
import type { SeatStates } from './seat-states.ts'
import type { SessionKeeper } from './session-keeper.ts'

const refused = (reason: CommandRefusal) => ({ ok: false as const, reason, faults: [] })
const done = { ok: true, result: {} } as const

type SeatCommand = Extract<CommandName, `seat.${string}` | `session.${string}`>

/** What a desk may ask of its own session and seat. */
export function seatHandlers(parts: {
  states: SeatStates
  sessions: SessionKeeper
}): Pick<CommandHandlers, SeatCommand> {
  const ask = async (context: CommandContext, event: SeatEvent) =>
    (await parts.states.apply(context, context.seat, event)) ? done : refused('not-now')
  return {
    'session.renew': async (context) => {
      const renewed = await parts.sessions.renew(context, context.sessionId)
      return renewed ? { ok: true, result: renewed } : refused('signed-out')
    },
    'session.sign-out': async (context) => {
      await parts.sessions.end(context, { seat: context.seat, sessionId: context.sessionId }, 'signed-out')
      return done
    },
    'seat.ready': (context) => ask(context, { type: 'choose-ready' }),
    'seat.not-ready': (context, { reason }) => ask(context, { type: 'choose-not-ready', reason }),
    'seat.finish-wrap-up': (context) => ask(context, { type: 'finish-wrap-up' }),
    'seat.extend-wrap-up': (context) => ask(context, { type: 'extend-wrap-up' }),
  }
}
