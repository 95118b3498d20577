import { type Near, nearSchema } from '#shared/contract/rest/near.schema.ts'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import type { DispatchDesk } from '../dispatch/dispatch-desk.ts'
import type { ActAnswer } from '../loop/loop-desk.ts'
import { type QueryFailure, type QueryParts, read } from '../ticket-queries.ts'

/** What the server says of a draft while it is written: what is already known of the same, and which unit gets it. */
export interface DraftAdvice {
  readonly explain: DispatchDesk['explain']
  near(draftId: string, signal: AbortSignal): Promise<Result<Near, QueryFailure>>
  callAgain(payload: CommandPayload<'ticket.call-again'>): Promise<ActAnswer>
  link(payload: CommandPayload<'draft.link'>): Promise<ActAnswer>
}

interface AdviceParts extends QueryParts, Pick<DraftAdvice, 'explain' | 'callAgain' | 'link'> {}

/** Over fetch, and the link for what changes something. */
export const createDraftAdvice = (parts: AdviceParts): DraftAdvice => ({
  explain: parts.explain,
  callAgain: parts.callAgain,
  link: parts.link,
  async near(draftId, signal) {
    const answer = await read(parts, `/api/near?draft=${encodeURIComponent(draftId)}`, signal)
    if (!answer.ok) return answer
    const parsed = nearSchema.safeParse(answer.value)
    return parsed.success ? success(parsed.data) : failure('unexpected')
  },
})
