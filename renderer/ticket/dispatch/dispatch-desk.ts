import {
  type AskedHours,
  type DispatchExplained,
  type DispatchImportResult,
  type DispatchPlan,
  dispatchAnswerSchema,
  dispatchImportResultSchema,
  dispatchPlanSchema,
} from '#shared/contract/rest/dispatch.schema.ts'
import type { ImportFile } from '#shared/contract/rest/import-file.schema.ts'
import type { CommandRefusal, FieldFault } from '#shared/contract/socket/envelope.ts'
import type { Result } from '#shared/kit/result.ts'
import { type ReadFailure, type ReadParts, readJson } from '../../link/read-json.ts'

/** What is asked of the rules. `day`: yyyy-mm-dd, empty for today; `hours`: of that day. */
export interface RulesQuestion {
  readonly matter: string
  readonly place: string
  readonly day: string
  readonly hours: AskedHours
}

/** What became of a file of rules. */
export type ImportAnswer =
  | { readonly ok: true; readonly result: DispatchImportResult }
  | { readonly ok: false; readonly reason: CommandRefusal | 'expired'; readonly faults: readonly FieldFault[] }

/** The rules of dispatching, as a desk asks and changes them. */
export interface DispatchDesk {
  explain(question: RulesQuestion, signal: AbortSignal): Promise<Result<DispatchExplained, ReadFailure>>
  plan(tickets: readonly string[], signal: AbortSignal): Promise<Result<DispatchPlan, ReadFailure>>
  take(file: ImportFile): Promise<ImportAnswer>
}

interface DispatchParts extends ReadParts {
  readonly send: (
    file: ImportFile,
  ) => Promise<{ readonly ok: true; readonly result: unknown } | Extract<ImportAnswer, { ok: false }>>
}

/** Over fetch, and the link for files. */
export function createDispatchDesk(parts: DispatchParts): DispatchDesk {
  return {
    explain: (question, signal) =>
      readJson(
        parts,
        { path: `/api/dispatch?${new URLSearchParams({ ...question })}`, shape: dispatchAnswerSchema },
        signal,
      ),
    plan: (tickets, signal) =>
      readJson(parts, { path: `/api/dispatch/plan?tickets=${tickets.join(',')}`, shape: dispatchPlanSchema }, signal),
    async take(file) {
      const answer = await parts.send(file)
      if (!answer.ok) return answer
      const parsed = dispatchImportResultSchema.safeParse(answer.result)
      return parsed.success ? { ok: true, result: parsed.data } : { ok: false, reason: 'unavailable', faults: [] }
    },
  }
}
