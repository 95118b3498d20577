import { type Near, nearSchema } from '#shared/contract/rest/near.schema.ts'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { Result } from '#shared/kit/result.ts'
import { type ReadFailure, type ReadParts, readJson } from '../../link/read-json.ts'
import type { DispatchDesk } from '../dispatch/dispatch-desk.ts'
import type { ActAnswer } from '../loop/loop-desk.ts'

/** What the server says of a draft while it is written: what is already known of the same, and which unit gets it. */
export interface DraftAdvice {
  readonly explain: DispatchDesk['explain']
  near(draftId: string, signal: AbortSignal): Promise<Result<Near, ReadFailure>>
  callAgain(payload: CommandPayload<'ticket.call-again'>): Promise<ActAnswer>
  link(payload: CommandPayload<'draft.link'>): Promise<ActAnswer>
}

interface AdviceParts extends ReadParts, Pick<DraftAdvice, 'explain' | 'callAgain' | 'link'> {}

/** Over fetch, and the link for what changes something. */
export const createDraftAdvice = (parts: AdviceParts): DraftAdvice => ({
  explain: parts.explain,
  callAgain: parts.callAgain,
  link: parts.link,
  near: (draftId, signal) =>
    readJson(parts, { path: `/api/near?draft=${encodeURIComponent(draftId)}`, shape: nearSchema }, signal),
})
