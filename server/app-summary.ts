import { type ExpertSummary, expertSummary } from '#shared/assistant/expert-summary.rules.ts'
import type { TalkLine } from '#shared/assistant/judge.ts'
import type { RowSources } from './telephony/call-topics.ts'
import type { StoredCall } from './telephony/calls.repository.ts'
import type { DraftReader } from './ticket/draft-words.ts'

interface SummarySources {
  readonly demandOf: DraftReader['ofCall']
  readonly talkOf: (callId: string) => Promise<readonly TalkLine[]>
}

/** What the next seat reads of a call that was handed on: names without the path to them. */
export const createWrittenBy =
  (ofSeat: DraftReader['ofSeat']): RowSources['writtenBy'] =>
  async (callId, seat) => {
    const words = await ofSeat(callId, seat)
    if (!words) return null
    const { title, content, matter, place, ticketNo } = words
    return { title, content, matter: matter.split(' / ').at(-1) ?? '', place, ticketNo }
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
