import type { CommandName } from '#shared/contract/socket/commands.ts'
import { isContactNumber, normaliseNumber } from '#shared/kit/phone-number.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import type { CommandContext, CommandHandler, CommandHandlers } from '../../ports/command.ts'
import { findStoredCall, isIn } from '../calls.repository.ts'
import type { CallbackRefusal, Callbacks } from './callbacks.ts'

const day = 24 * 3_600_000
/** A time said during an outage may be past when it arrives, ms; nobody promises further ahead. */
const span = { back: day, ahead: 30 * day }

const refused = (reason: CallbackRefusal | 'conflict') => ({ ok: false as const, reason, faults: [] })
const wrong = (field: string, rule: string) => ({
  ok: false as const,
  reason: 'bad-input' as const,
  faults: [{ field, rule }],
})
const done = { ok: true, result: {} } as const

/** Whether a time is one somebody can be called at. */
const inSpan = (time: number, now: number): boolean => time >= now - span.back && time <= now + span.ahead

/** What desks may do with callback tasks. */
export function callbackHandlers(
  callbacks: Pick<Callbacks, 'apply' | 'owe'>,
): Pick<CommandHandlers, Extract<CommandName, `callback.${string}`>> {
  return {
    'callback.claim': async (context, { taskId }) => {
      const { seat, at } = context
      const claimed = await callbacks.apply(context, { taskId }, { event: { type: 'claim', seat }, at })
      if (!claimed.ok) return refused(claimed.reason === 'not-now' ? 'conflict' : claimed.reason)
      return { ok: true, result: { number: claimed.value.number } }
    },
    'callback.release': async (context, { taskId }) => {
      const { seat, at } = context
      const own = await callbacks.apply(context, { taskId }, { event: { type: 'release', seat }, at })
      if (own.ok) return done
      if (context.role !== 'lead' || own.reason === 'not-found') return refused(own.reason)
      const taken = await callbacks.apply(context, { taskId }, { event: { type: 'take-away', seat }, at })
      return taken.ok ? done : refused(taken.reason)
    },
    'callback.attempt': async (context, { taskId, outcome, at: dueAt }) => {
      const { seat, at } = context
      if (outcome !== 'later' && dueAt !== null) return wrong('at', 'unexpected')
      if (outcome === 'later' && (dueAt === null || !inSpan(dueAt, at))) return wrong('at', 'range')
      const told = await callbacks.apply(context, { taskId }, { event: { type: 'attempt', seat, outcome, dueAt }, at })
      return told.ok ? done : refused(told.reason)
    },
    'callback.promise': promise(callbacks),
  }
}

const promise =
  (callbacks: Pick<Callbacks, 'owe'>): CommandHandler<'callback.promise'> =>
  async (context, { callId, number, at: dueAt, note }) => {
    const { seat, at } = context
    if ((callId === null) === (number === null)) return wrong('number', 'one-of-number-and-call')
    if (!inSpan(dueAt, at)) return wrong('at', 'range')
    const asked = callId === null ? success(number) : await numberOfCall(context, callId)
    if (!asked.ok) return refused(asked.reason)
    const normal = normaliseNumber(asked.value)
    if (normal === null || !isContactNumber(normal)) return wrong('number', 'phone')
    const event = { type: 'promised', seat, dueAt, note: note.trim(), callId } as const
    const { taskId } = await callbacks.owe(context, { number: normal, origin: 'promise' }, { event, at })
    return { ok: true, result: { taskId } }
  }

/** Of the seat's own call; of any, by a lead. Whether a call exists that is another seat's is not said. */
async function numberOfCall(
  { tx, seat, role }: CommandContext,
  callId: string,
): Promise<Result<string | null, 'not-found'>> {
  const call = await findStoredCall(tx, callId)
  return call && (role === 'lead' || isIn(call, seat)) ? success(call.number) : failure('not-found')
}
