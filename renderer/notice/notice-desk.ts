import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { Link } from '../link/link-types.ts'
import { createNoticeStore, type NoticeStore } from './notice.store.ts'

/** What was wrong with a notice that was not published. `offline`: no answer. */
export type NoticeFault = 'until' | 'audience' | 'text' | 'gone' | 'offline' | 'other'

/** What a desk does with notices. */
export interface NoticeDesk {
  readonly store: NoticeStore
  /** Whether this seat publishes notices. */
  readonly publishes: boolean
  /** How far the server's clock is ahead of this computer's, ms. */
  aheadMs(): number
  /** Kept until the server has it, whatever the network does. */
  confirm(noticeId: string): void
  /** @returns null: it is out */
  publish(draft: CommandPayload<'notice.publish'>): Promise<NoticeFault | null>
  withdraw(noticeId: string): Promise<NoticeFault | null>
  readonly close: () => void
}

interface NoticeDeskParts {
  readonly link: Pick<Link, 'command' | 'subscribe'>
  readonly publishes: boolean
  readonly aheadMs: () => number
}

const fields: Readonly<Record<string, NoticeFault>> = {
  until: 'until',
  audience: 'audience',
  title: 'text',
  text: 'text',
}

type Outcome = Awaited<ReturnType<Link['command']>>

const faultOf = (outcome: Outcome): NoticeFault | null => {
  if (outcome.ok) return null
  if (outcome.reason === 'expired' || outcome.reason === 'unavailable') return 'offline'
  if (outcome.reason === 'not-found') return 'gone'
  return fields[outcome.faults[0]?.field ?? ''] ?? 'other'
}

/** Opens the notices of a seat. */
export function openNoticeDesk({ link, publishes, aheadMs }: NoticeDeskParts): NoticeDesk {
  const store = createNoticeStore()
  const close = link.subscribe('notices', ({ rows }) => store.setState({ rows }))
  return {
    store,
    publishes,
    aheadMs,
    confirm: (noticeId) => void link.command('notice.confirm', { noticeId }),
    publish: async (draft) => faultOf(await link.command('notice.publish', draft)),
    withdraw: async (noticeId) => faultOf(await link.command('notice.withdraw', { noticeId })),
    close,
  }
}
