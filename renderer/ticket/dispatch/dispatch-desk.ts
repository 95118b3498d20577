import {
  type DispatchExplained,
  type DispatchImportResult,
  type DispatchPlan,
  dispatchAnswerSchema,
  dispatchImportResultSchema,
  dispatchPlanSchema,
  type ImportFile,
} from '#shared/contract/rest/dispatch.schema.ts'
import type { CommandRefusal, FieldFault } from '#shared/contract/socket/envelope.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { type QueryFailure, type QueryParts, read } from '../ticket-queries.ts'

/** What is asked of the rules. `day`: yyyy-mm-dd, empty for now. */
export interface RulesQuestion {
  readonly matter: string
  readonly place: string
  readonly day: string
}

/** What became of a file of rules. */
export type ImportAnswer =
  | { readonly ok: true; readonly result: DispatchImportResult }
  | { readonly ok: false; readonly reason: CommandRefusal | 'expired'; readonly faults: readonly FieldFault[] }

/** The rules of dispatching, as a desk asks and changes them. */
export interface DispatchDesk {
  explain(question: RulesQuestion, signal: AbortSignal): Promise<Result<DispatchExplained, QueryFailure>>
  plan(tickets: readonly string[], signal: AbortSignal): Promise<Result<DispatchPlan, QueryFailure>>
  take(file: ImportFile): Promise<ImportAnswer>
}

interface DispatchParts extends QueryParts {
  readonly send: (
    file: ImportFile,
  ) => Promise<{ readonly ok: true; readonly result: unknown } | Extract<ImportAnswer, { ok: false }>>
}

/** Over fetch, and the link for files. */
export function createDispatchDesk(parts: DispatchParts): DispatchDesk {
  return {
    async explain(question, signal) {
      const answer = await read(parts, `/api/dispatch?${new URLSearchParams({ ...question })}`, signal)
      if (!answer.ok) return answer
      const parsed = dispatchAnswerSchema.safeParse(answer.value)
      return parsed.success ? success(parsed.data) : failure('unexpected')
    },
    async plan(tickets, signal) {
      const answer = await read(parts, `/api/dispatch/plan?tickets=${tickets.join(',')}`, signal)
      if (!answer.ok) return answer
      const parsed = dispatchPlanSchema.safeParse(answer.value)
      return parsed.success ? success(parsed.data) : failure('unexpected')
    },
    async take(file) {
      const answer = await parts.send(file)
      if (!answer.ok) return answer
      const parsed = dispatchImportResultSchema.safeParse(answer.result)
      return parsed.success ? { ok: true, result: parsed.data } : { ok: false, reason: 'unavailable', faults: [] }
    },
  }
}
