import { createKnowledgeJudge } from '#shared/assistant/knowledge-judge.ts'
import { hallDay } from '#shared/kit/hall-day.ts'
import { rawEntries } from '#shared/knowledge/data/raw-entries.ts'
import type { Base } from './app-base.ts'
import { type Assistant, openAssistant } from './assistant/assistant.ts'
import { createKnowledgeRoutes } from './knowledge/knowledge.routes.ts'
import { openKnowledgeBase } from './knowledge/knowledge-base.ts'
import type { Route } from './ports/routes.ts'
import type { CallLog } from './telephony/call-log.ts'
import { mayReadCall } from './telephony/calls.repository.ts'

/** The knowledge base, and the assistant that listens to the calls of the log. */
export interface Helper {
  readonly assistant: Assistant
  readonly routes: readonly Route[]
  readonly close: () => Promise<void>
}

/**
 * Opens knowledge base and assistant; a knowledge entry that breaks its schema keeps the program from starting.
 * `areaOfCall`: the district the ticket of a call is about, as far as it is written.
 */
export function openHelper(
  base: Base,
  { log, areaOfCall }: { log: CallLog; areaOfCall: (callId: string) => Promise<string | null> },
): Helper {
  const knowledge = openKnowledgeBase(rawEntries)
  const today = () => hallDay(base.clock.now()).day
  const judge = createKnowledgeJudge((lines, { area }) => knowledge.forTalk(lines, { day: today(), area }))
  const assistant = openAssistant({
    db: base.storage.db,
    clock: base.clock,
    publisher: base.publisher,
    findCall: (sipCallId) => mainCall(log, sipCallId),
    mayRead: mayReadCall,
    judges: [judge],
    entryById: knowledge.byId,
    draftOf: async (callId) => ({ area: await areaOfCall(callId) }),
    onError: base.onError('assistant'),
    onLost: (segments) => base.log.warn({ segments }, 'speech without a call'),
  })
  const stops = [
    log.onChange(({ call }) => assistant.intake.callChanged(call.sipCallId)),
    log.onForgotten((call) => assistant.forget(call.callId)),
  ]
  return {
    assistant,
    routes: createKnowledgeRoutes(knowledge),
    async close() {
      for (const stop of stops) stop()
      await assistant.close()
    },
  }
}

/** What is said in a consult belongs to the talk it is about. */
function mainCall(log: CallLog, sipCallId: string) {
  const call = log.bySipCallId(sipCallId)
  return log.calls().get(call?.about ?? '') ?? call
}
