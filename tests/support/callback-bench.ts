import type { CommandContext, CommandHandler } from '#server/ports/command.ts'
import type { Storage } from '#server/storage/query.ts'
import { randomId } from '#server/system-clock.ts'
import { openCallLog } from '#server/telephony/call-log.ts'
import { callbackHandlers } from '#server/telephony/callback/callback.handlers.ts'
import { createCallbacks } from '#server/telephony/callback/callbacks.ts'
import { followCalls } from '#server/telephony/callback/follow-calls.ts'
import { createHistoryRoutes } from '#server/telephony/history/history.routes.ts'
import type { CommandName, CommandPayload } from '#shared/contract/socket/commands.ts'
import { type CallbackRow, callbackRowSchema } from '#shared/contract/socket/topics.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { CallEvent } from '#shared/telephony/call-event.ts'
import { usualCallbackTimes } from '#shared/telephony/callback.machine.ts'
import type { FakeClock } from './fake-clock.ts'

type Known = Extract<CommandName, `callback.${string}`>

/** Log, callback tasks and history on a real database, commands called as the link would call them. */
export async function openCallbackBench(storage: Storage, clock: FakeClock) {
  const faults: unknown[] = []
  const shown = new Map<string, CallbackRow>()
  const onError = (fault: unknown) => void faults.push(fault)
  const log = await openCallLog({ storage, clock, moveSeat: async () => undefined, onError })
  const callbacks = createCallbacks({
    storage,
    clock,
    publisher: {
      publish(_ref, set, gone = []) {
        for (const [key, row] of set) shown.set(key, callbackRowSchema.parse(row))
        for (const key of gone) shown.delete(key)
      },
    },
    newId: randomId,
    times: usualCallbackTimes,
    onError,
  })
  const follower = await followCalls({ storage, clock, log, callbacks, onError })
  const handlers = callbackHandlers(callbacks)
  const routes = createHistoryRoutes(storage.db)
  const settled = async () => {
    await log.settled()
    await follower.settled()
  }
  return {
    log,
    callbacks,
    faults,
    settled,
    rows: () => [...shown.values()],
    async say(...events: CallEvent[]) {
      for (const event of events) log.record(event)
      await settled()
    },
    run: <N extends Known>(name: N, payload: CommandPayload<N>, by: { seat?: string; role?: Role } = {}) =>
      storage.transaction(async ({ tx, afterCommit }) => {
        const { seat = '8001', role = 'agent' } = by
        const context: CommandContext = { seat, role, sessionId: 's', at: clock.now(), tx, afterCommit }
        return (handlers[name] as unknown as CommandHandler<N>)(context, payload)
      }),
    get: (query: unknown, reader: { seat: string; role: Role } = { seat: '8001', role: 'agent' }) =>
      routes[0]?.handle({ params: {}, query, reader, at: clock.now() }),
    async close() {
      follower.close()
      callbacks.close()
      await settled()
      await log.close()
    },
  }
}
export type CallbackBench = Awaited<ReturnType<typeof openCallbackBench>>
