import { type ExpertSummary, expertSummary } from '#shared/assistant/expert-summary.rules.ts'
import type { TalkLine } from '#shared/assistant/judge.ts'
import type { StoredCall } from './telephony/calls.repository.ts'
import type { DemandOfCall } from './ticket/draft-demand.ts'

interface SummarySources {
  readonly demandOf: DemandOfCall
  readonly talkOf: (callId: string) => Promise<readonly TalkLine[]>
}

/** Says what a call is about to who is asked in, from its draft and what was said. Of a confidential demand no number is told. */
export const createSummaryOf =
  ({ demandOf, talkOf }: SummarySources) =>
  async (call: StoredCall): Promise<ExpertSummary> => {
    const [demand, talk] = await Promise.all([demandOf(call.callId), talkOf(call.callId)])
    return expertSummary({
      number: demand?.confidential ? null : call.number,
      demand: demand ?? { type: '', matter: '', place: '', title: '' },
      talk,
    })
  }
