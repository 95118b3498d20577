import { type Backoff, backoffDelay } from '#shared/kit/backoff.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { usualSurveyTimes } from '#shared/survey/survey.machine.ts'
import type { SurveyOutcome } from '#shared/survey/survey-outcome.ts'
import type { CitizensLog } from '../citizens/line-port.ts'
import type { Random } from '../citizens/random.ts'
import type { SurveyVoice } from '../citizens/voice-store.ts'
import { createParty, type PartyOptions } from '../party/party.ts'
import { takeSurveyCall } from './survey-call.ts'

export interface SurveyPhoneParts {
  readonly phone: Pick<PartyOptions, 'url' | 'user' | 'domain' | 'password'>
  readonly voice: SurveyVoice
  readonly clock: Clock
  readonly random: Random
  /** What the survey in the call of this Call-ID came to. */
  readonly onOutcome: (sipCallId: string, outcome: SurveyOutcome) => void
  readonly log: CitizensLog
}

/** The telephone that asks the question: the sandbox's stand-in for a site's media server. */
export interface SurveyPhone {
  /** Hangs up all calls. */
  close(): Promise<void>
}

const retry: Backoff = { first: 1000, most: 30_000, jitter: 0.5 }

/** Opens the telephone; it takes any number of calls, and registers again when its connection is lost. */
export function openSurveyPhone({ phone, voice, clock, random, onOutcome, log }: SurveyPhoneParts): SurveyPhone {
  let closing = false
  let attempts = 0
  let cancelRetry = () => {}
  const onError = (error: unknown) =>
    log('survey-line-fault', { error: error instanceof Error ? error.name : 'unknown' })
  const party = createParty({
    ...phone,
    onError,
    onIncoming(call) {
      const { sipCallId } = call
      takeSurveyCall(call, {
        voice,
        times: usualSurveyTimes,
        clock,
        onError,
        onOutcome: (outcome) => onOutcome(sipCallId, outcome),
      })
    },
  })
  const register = async (): Promise<void> => {
    const answer = await party.register().catch(() => ({ ok: false }))
    if (!answer.ok) return again()
    attempts = 0
    log('survey-ready', {})
  }
  const again = () => {
    if (closing) return
    cancelRetry()
    cancelRetry = clock.after(backoffDelay(retry, attempts, random()), () => void register())
    attempts += 1
  }
  const stop = party.connection.on((state) => state === 'down' && again())
  void register()
  return {
    async close() {
      closing = true
      stop()
      cancelRetry()
      await party.dispose()
    },
  }
}
