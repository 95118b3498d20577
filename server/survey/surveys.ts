import type { Clock } from '#shared/kit/clock.ts'
import type { SurveyOutcome } from '#shared/survey/survey-outcome.ts'
import type { Storage, Work } from '../storage/query.ts'
import { addSurvey, settleSurvey } from './survey.repository.ts'

/** A seat sent the other party of its call to the survey. `sipCallId`: the call to the survey, `about`: the seat's. */
export interface SentToSurvey {
  readonly sipCallId: string
  readonly about: string
  readonly seat: string
  readonly at: number
}

export interface SurveysParts {
  readonly storage: Storage
  readonly clock: Clock
  /** Our id of a call by its Call-ID header; undefined: not known. */
  readonly callIdOf: (sipCallId: string) => string | undefined
  readonly onError: (error: unknown) => void
}

/** Stores surveys and what they came to, each with the call it is about. */
export interface Surveys {
  sent(news: SentToSurvey): void
  /** From whoever asks the question: what it came to. Of a survey nobody was sent to, nothing is kept. */
  settled(sipCallId: string, outcome: SurveyOutcome): void
  /** Resolves once everything told so far is stored. */
  stored(): Promise<void>
}

/** Opens the surveys: one write after the other, so that an outcome never comes before its survey. */
export function openSurveys({ storage, clock, callIdOf, onError }: SurveysParts): Surveys {
  let tail: Promise<unknown> = Promise.resolve()
  const store = (write: (work: Work) => Promise<unknown>) => {
    tail = tail.then(() => storage.transaction(write)).catch(onError)
  }
  return {
    sent({ sipCallId, about, seat, at }) {
      const callId = callIdOf(about)
      if (callId !== undefined)
        store(({ tx }) => addSurvey(tx, { surveySipCallId: sipCallId, callId, seat, askedAt: at }))
    },
    settled(sipCallId, outcome) {
      const at = clock.now()
      store(({ tx }) => settleSurvey(tx, { surveySipCallId: sipCallId, outcome, at }))
    },
    stored: async () => {
      await tail
    },
  }
}
