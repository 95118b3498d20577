import { usualCallbackTimes } from '#shared/telephony/callback.machine.ts'
import type { Base } from './app-base.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { Route } from './ports/routes.ts'
import type { TopicSource } from './ports/topics.ts'
import { randomId } from './system-clock.ts'
import type { CallLog } from './telephony/call-log.ts'
import { callbackHandlers } from './telephony/callback/callback.handlers.ts'
import { createCallbacks } from './telephony/callback/callbacks.ts'
import { followCalls } from './telephony/callback/follow-calls.ts'
import { createPassing } from './telephony/callback/pass-promise.ts'
import { createHistoryRoutes, type RecordedOf } from './telephony/history/history.routes.ts'

/** Callback tasks and the history of calls. */
export interface CallbackParts {
  readonly handlers: Pick<CommandHandlers, Extract<keyof CommandHandlers, `callback.${string}`>>
  readonly topics: { readonly callbacks: TopicSource<'callbacks'> }
  readonly routes: readonly Route[]
  readonly passing: ReturnType<typeof createPassing>
  readonly close: () => Promise<void>
}

/** Opens them on the log of calls; what the last run left undone is made up for. */
export async function openCallbacks(base: Base, log: CallLog, recorded: RecordedOf): Promise<CallbackParts> {
  const { storage, clock, publisher } = base
  const onError = base.onError('callbacks')
  const callbacks = createCallbacks({
    storage,
    clock,
    publisher,
    newId: randomId,
    times: usualCallbackTimes,
    onError,
  })
  const follower = await followCalls({ storage, clock, log, callbacks, onError })
  return {
    handlers: callbackHandlers(callbacks),
    topics: { callbacks: callbacks.topic },
    routes: createHistoryRoutes(storage.db, recorded),
    passing: createPassing(callbacks),
    async close() {
      follower.close()
      callbacks.close()
      await follower.settled()
    },
  }
}
