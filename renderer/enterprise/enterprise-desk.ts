import { type FirmRow, firmSchema, type RevealedFirm } from '#shared/contract/rest/enterprises.schema.ts'
import type { CommandRefusal } from '#shared/contract/socket/envelope.ts'
import type { FirmRevealReason } from '#shared/enterprise/firm-rights.ts'
import type { Result } from '#shared/kit/result.ts'
import { type ReadFailure, type ReadParts, readJson } from '../link/read-json.ts'

/** What became of asking for numbers in the clear. */
export type RevealAnswer = Result<RevealedFirm, CommandRefusal | 'expired'>

/** The register of enterprises, as a desk asks it. */
export interface EnterpriseDesk {
  /** `refused`: the register knows no such code. */
  one(code: string, signal: AbortSignal): Promise<Result<FirmRow, ReadFailure>>
  /** Left out where this seat's role may not. */
  readonly reveal?: ((code: string, reason: FirmRevealReason) => Promise<RevealAnswer>) | undefined
}

/** Over fetch, and the link for numbers. */
export const createEnterpriseDesk = (
  parts: ReadParts & { readonly reveal?: EnterpriseDesk['reveal'] },
): EnterpriseDesk => ({
  one: (code, signal) =>
    readJson(parts, { path: `/api/enterprises/${encodeURIComponent(code)}`, shape: firmSchema }, signal),
  reveal: parts.reveal,
})
