import type { SurveyOutcome } from '#shared/survey/survey-outcome.ts'

/** One survey: a citizen that a seat sent to it. */
export interface SurveysTable {
  /** Call-ID of the citizen's call to the survey. */
  survey_sip_call_id: string
  /** Our id of the seat's call it is about. */
  call_id: string
  /** The seat that sent the citizen. */
  seat: string
  asked_at: number
  /** Null until it is known. */
  outcome: SurveyOutcome | null
  settled_at: number | null
}

export interface SurveyTables {
  surveys: SurveysTable
}
