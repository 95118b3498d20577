import type { Base } from './app-base.ts'
import { openSurveys, type Surveys } from './survey/surveys.ts'
import type { CallLog } from './telephony/call-log.ts'

/** Opens the surveys, about calls of the log. */
export const openSurveysOf = (base: Base, log: CallLog): Surveys =>
  openSurveys({
    storage: base.storage,
    clock: base.clock,
    callIdOf: (sipCallId) => log.bySipCallId(sipCallId)?.callId,
    onError: base.onError('survey'),
  })
