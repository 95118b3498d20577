import {
  type EnterpriseImportResult,
  enterpriseImportResultSchema,
  type FirmList,
  type FirmRow,
  firmListSchema,
  firmSchema,
  type RevealedFirm,
} from '#shared/contract/rest/enterprises.schema.ts'
import type { ImportFile } from '#shared/contract/rest/import-file.schema.ts'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import type { FirmRemovalReason, FirmRevealReason } from '#shared/enterprise/firm-rights.ts'
import type { Industry } from '#shared/kit/firm-values.ts'
import type { Result } from '#shared/kit/result.ts'
import { type ReadFailure, type ReadParts, readJson } from '../link/read-json.ts'

/** What became of asking for numbers in the clear. */
export type RevealAnswer = Result<RevealedFirm, CommandRefusal | 'expired'>

/** What became of taking an enterprise off the register; `not-found`: it is not on it. */
export type RemoveAnswer = { readonly ok: true } | { readonly ok: false; readonly reason: CommandRefusal | 'expired' }

/** What became of a file. */
export type ImportAnswer = { readonly ok: true; readonly result: EnterpriseImportResult } | { readonly ok: false }

/** Which enterprises. `q`: code, words of the name, initials or a number; `industry` empty: any. */
export interface FirmFilter {
  readonly q: string
  readonly industry: Industry | ''
  readonly green: boolean
}

/** The register of enterprises, as a desk asks it. */
export interface EnterpriseDesk {
  /** @param after the last code shown, for the next page; null: the first */
  list(filter: FirmFilter, after: string | null, signal: AbortSignal): Promise<Result<FirmList, ReadFailure>>
  /** Also one that was taken off the register. `refused`: the register never knew such a code. */
  one(code: string, signal: AbortSignal): Promise<Result<FirmRow, ReadFailure>>
  /** Left out where this seat's role may not. */
  readonly reveal?: ((code: string, reason: FirmRevealReason) => Promise<RevealAnswer>) | undefined
  /** Takes a file in; left out where this seat's role may not. */
  readonly take?: ((file: ImportFile) => Promise<ImportAnswer>) | undefined
  /** Takes an enterprise off the register; left out where this seat's role may not. */
  readonly remove?: ((code: string, reason: FirmRemovalReason) => Promise<RemoveAnswer>) | undefined
}

interface EnterpriseParts extends ReadParts {
  readonly reveal?: EnterpriseDesk['reveal']
  readonly remove?: EnterpriseDesk['remove']
  readonly sendFile?: (
    file: ImportFile,
  ) => Promise<{ readonly ok: true; readonly result: unknown } | { readonly ok: false }>
}

async function taken(answer: Awaited<ReturnType<NonNullable<EnterpriseParts['sendFile']>>>): Promise<ImportAnswer> {
  const parsed = answer.ok ? enterpriseImportResultSchema.safeParse(answer.result) : null
  return parsed?.success ? { ok: true, result: parsed.data } : { ok: false }
}

/** Over fetch, and the link for numbers and files. */
export function createEnterpriseDesk(parts: EnterpriseParts): EnterpriseDesk {
  const { reveal, remove, sendFile } = parts
  return {
    list({ q, industry, green }, after, signal) {
      const query = new URLSearchParams({
        q,
        ...(industry !== '' && { industry }),
        ...(green && { green: 'yes' }),
        ...(after !== null && { after }),
      })
      return readJson(parts, { path: `/api/enterprises?${query}`, shape: firmListSchema }, signal)
    },
    one: (code, signal) =>
      readJson(parts, { path: `/api/enterprises/${encodeURIComponent(code)}`, shape: firmSchema }, signal),
    reveal,
    remove,
    take: sendFile && (async (file) => taken(await sendFile(file))),
  }
}
