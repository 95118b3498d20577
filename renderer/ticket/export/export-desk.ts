import { type ExportFilter, type ExportList, exportListSchema } from '#shared/contract/rest/exports.schema.ts'
import type { CommandRefusal, FieldFault } from '#shared/contract/socket/envelope.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Result } from '#shared/kit/result.ts'
import { askBackend, type ReadFailure, type ReadParts, readJson } from '../../link/read-json.ts'

export type ExportAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: CommandRefusal | 'expired'; readonly faults: readonly FieldFault[] }

/** Files of lists, as a desk asks for them, decides on them and fetches them. */
export interface ExportDesk {
  list(signal: AbortSignal): Promise<Result<ExportList, ReadFailure>>
  ask(filter: ExportFilter, purpose: string): Promise<ExportAnswer>
  decide(id: string, approve: boolean): Promise<ExportAnswer>
  /** null: it could not be had. */
  fetchFile(id: string): Promise<Blob | null>
  /** Told when a list read before may be another now. */
  onChanged(listener: () => void): Disposer
}

interface ExportParts extends ReadParts {
  readonly sendAsk: (payload: { filter: ExportFilter; purpose: string }) => Promise<ExportAnswer>
  readonly sendDecision: (payload: { id: string; approve: boolean }) => Promise<ExportAnswer>
  readonly onChanged: ExportDesk['onChanged']
}

/** Over fetch, and the link for what is decided. */
export function createExportDesk(parts: ExportParts): ExportDesk {
  return {
    list: (signal) => readJson(parts, { path: '/api/exports', shape: exportListSchema }, signal),
    ask: (filter, purpose) => parts.sendAsk({ filter, purpose }),
    decide: (id, approve) => parts.sendDecision({ id, approve }),
    async fetchFile(id) {
      const answer = await askBackend(parts, `/api/exports/${id}/file`)
      return answer?.ok ? answer.blob().catch(() => null) : null
    },
    onChanged: parts.onChanged,
  }
}
