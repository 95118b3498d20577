import type { CommandName } from '#shared/contract/socket/commands.ts'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import { type MonitorMode, monitorProblem } from '#shared/seat/monitor.rules.ts'
import type { Role, SeatState } from '#shared/seat/seat-state.ts'
import type { CommandContext, CommandHandlers } from '../ports/command.ts'
import { appendAct } from './acts.repository.ts'
import type { Monitors } from './monitors.ts'

/** A seat as far as a lead's rights go. */
export interface WatchedSeat {
  readonly role: Role
  readonly team: string | null
  readonly state: SeatState
  readonly callId: string | null
}

export interface MonitorHandlersParts {
  readonly monitors: Monitors
  readonly seatOf: (seat: string) => WatchedSeat | undefined
  /** Hangs a call up on both sides; false: there is none. */
  readonly endCall: (callId: string) => boolean
}

type MonitorCommand = Extract<CommandName, `monitor.${string}` | `help.${string}`>

const refused = (reason: CommandRefusal) => ({ ok: false as const, reason, faults: [] })
const done = { ok: true, result: {} } as const

/** What leads do with the calls of their seats. Every act is written down with the command it came by, in the same transaction. */
export function monitorHandlers(parts: MonitorHandlersParts): Pick<CommandHandlers, MonitorCommand> {
  const { monitors, seatOf } = parts

  const problem = ({ seat: lead, role }: CommandContext, seat: string, mode: MonitorMode) => {
    const [own, watched] = [seatOf(lead), seatOf(seat)]
    if (!own || !watched) return 'not-found'
    const found = monitorProblem({
      lead: { seat: lead, role, team: own.team },
      watched: { seat, ...watched },
      mode,
      monitors: monitors.of(seat),
    })
    return found === 'taken' ? 'conflict' : found
  }
  const write = (context: CommandContext, seat: string, act: string) =>
    appendAct(context.tx, {
      at: context.at,
      seat: context.seat,
      act,
      about: seat,
      callId: seatOf(seat)?.callId ?? null,
    })

  return {
    'monitor.start': async (context, { seat, mode }) => {
      const reason = problem(context, seat, mode)
      if (reason !== null) return refused(reason)
      await write(context, seat, mode)
      // The ticket is of use only once the monitor is known, and that is after the commit.
      const ticket = monitors.ticket(context.seat, seat)
      context.afterCommit(() => monitors.put({ lead: context.seat, seat, mode }))
      return { ok: true, result: { ticket } }
    },
    'monitor.change': async (context, { seat, mode }) => {
      if (!monitors.find(context.seat, seat)) return refused('not-found')
      const reason = problem(context, seat, mode)
      if (reason !== null) return refused(reason)
      await write(context, seat, mode)
      context.afterCommit(() => monitors.put({ lead: context.seat, seat, mode }))
      return done
    },
    'monitor.take-over': async (context, { seat }) => {
      if (!monitors.find(context.seat, seat)) return refused('not-found')
      const reason = problem(context, seat, 'barge')
      if (reason !== null) return refused(reason)
      await write(context, seat, 'take-over')
      context.afterCommit(() => monitors.takeOver(context.seat, seat))
      return done
    },
    'monitor.end-call': async (context, { seat }) => {
      const reason = problem(context, seat, 'listen')
      if (reason !== null) return refused(reason)
      const callId = seatOf(seat)?.callId ?? null
      if (callId === null) return refused('not-now')
      await write(context, seat, 'end-call')
      context.afterCommit(() => void parts.endCall(callId))
      return done
    },
    'monitor.stop': async (context, { seat }) => {
      if (!monitors.find(context.seat, seat)) return done
      await write(context, seat, 'stop')
      context.afterCommit(() => monitors.remove(context.seat, seat))
      return done
    },
    'help.ask': async (context, { on }) => {
      const state = seatOf(context.seat)?.state
      if (on && state !== 'talking' && state !== 'hold') return refused('not-now')
      context.afterCommit(() => monitors.askHelp(context.seat, on))
      return done
    },
  }
}
