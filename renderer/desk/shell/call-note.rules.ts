import type { ExpertSummary } from '#shared/assistant/expert-summary.rules.ts'
import type { CallNote } from '#shared/contract/host/host-calls.ts'
import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import { answerBy, legView } from '../../telephony/leg-view.rules.ts'
import { phoneBarView } from '../../telephony/phone-bar.rules.ts'

/** The words of a toast, in the page's language. */
export interface CallWords {
  readonly noNumber: string
  waited(seconds: number): string
  callsBefore(count: number): string
  /** What an expert is asked for, a line each. */
  askedIn(summary: ExpertSummary): readonly string[]
}

const none: CallNote = { phase: 'none', id: null, title: '', lines: [], answerBy: null }

const about = (row: CallRow | undefined, words: CallWords): string[] => {
  if (!row) return []
  if (row.about?.summary) return words.askedIn(row.about.summary).map((line) => line.slice(0, 200))
  const before = row.callsIn7Days > 0 ? [words.callsBefore(row.callsIn7Days)] : []
  const since = row.handedBy?.at ?? row.queuedAt
  const waited = row.offeredAt === null ? [] : [words.waited(Math.round((row.offeredAt - since) / 1000))]
  const [latest] = row.tickets
  return [...waited, ...before, ...(latest ? [`${latest.ticketNo} ${latest.title}`] : [])].map((line) =>
    line.slice(0, 200),
  )
}

/** What the shell is told of the phone's calls: one that rings comes before one that is up. */
export function callNote(snapshot: PhoneSnapshot | null, calls: Iterable<CallRow>, words: CallWords): CallNote {
  const { offered, current } = phoneBarView(snapshot)
  const leg = offered ?? current
  if (!leg) return none
  const view = legView(leg)
  const row = [...calls].find(({ sipCallId }) => sipCallId === leg.sipCallId)
  const title = [view.title ?? words.noNumber, view.number].filter(Boolean).join(' ')
  return {
    phase: offered ? 'ringing' : 'up',
    id: leg.id,
    title: title.slice(0, 120),
    lines: offered ? about(row, words).slice(0, 4) : [],
    answerBy: offered ? answerBy(offered) : null,
  }
}
