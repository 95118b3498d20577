import type { Base } from './app-base.ts'
import type { Seats } from './app-seats.ts'
import { noticeHandlers, noticesTopic } from './notice/notice.handlers.ts'
import { randomId } from './system-clock.ts'

/** Notices of leads and supervisors to the seats. */
export const openNotices = ({ storage, publisher, clock }: Base, { accounts }: Pick<Seats, 'accounts'>) => ({
  handlers: noticeHandlers({ seats: accounts, publisher, newId: randomId }),
  topics: { notices: noticesTopic(storage.db, accounts, clock.now) },
})
