import type { Base } from './app-base.ts'
import type { Seats } from './app-seats.ts'
import { createHandoverHandlers, type HandoverParts, handoversTopic } from './handover/handover.handlers.ts'
import { noticeHandlers, noticesTopic } from './notice/notice.handlers.ts'
import { randomId } from './system-clock.ts'
import { createPhraseHandlers, phrasesTopic } from './ticket/phrase/phrase.handlers.ts'

/** Notices of leads and supervisors to the seats, hand-overs among them, and the phrases of the hall. */
export function openNotices(
  { storage, publisher, clock }: Base,
  { accounts }: Pick<Seats, 'accounts'>,
  work: Pick<HandoverParts, 'callbacks' | 'drafts'>,
) {
  const writing = [...accounts.values()].filter(({ role }) => role === 'agent' || role === 'expert' || role === 'lead')
  const seats = () => writing.map(({ seat }) => seat)
  return {
    handlers: {
      ...noticeHandlers({ seats: accounts, publisher, newId: randomId }),
      ...createHandoverHandlers({ seats: accounts, publisher, newId: randomId, ...work }),
      ...createPhraseHandlers({ publisher, seats }),
    },
    topics: {
      handovers: handoversTopic(storage.db, accounts, clock.now),
      notices: noticesTopic(storage.db, accounts, clock.now),
      phrases: phrasesTopic(storage.db),
    },
  }
}
