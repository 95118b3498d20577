import { longestNoticeMs } from '#shared/notice/notice.ts'
import type { CommandContext, CommandHandler, CommandHandlers, CommandOutcome } from '../ports/command.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'
import type { Db } from '../storage/query.ts'
import type { NoticeActsTable } from '../storage/tables/notice.ts'
import {
  addAct,
  addNotice,
  addRead,
  lockNotice,
  readsOf,
  type StoredNotice,
  standingNotices,
  withdrawNotice,
} from './notice.repository.ts'
import { addressedBy, hearersOf, type NoticeSeats, noticeRows } from './notice-rows.rules.ts'

export interface NoticeParts {
  readonly seats: NoticeSeats
  readonly publisher: TopicPublisher
  readonly newId: () => string
}

type NoticeCommand = Extract<keyof CommandHandlers, `notice.${string}`>
type Refusal = Extract<CommandOutcome<NoticeCommand>, { ok: false }>

const done = { ok: true, result: {} } as const

/** Writes the act down, in the command's transaction. */
const noteDone = ({ tx, seat, at }: CommandContext, act: NoticeActsTable['act'], on: { id: string; said: unknown }) =>
  addAct(tx, { notice_id: on.id, at, seat, act, said: JSON.stringify(on.said), refused: null })

/** A refusal that is written down too. */
function refused(
  { seat, at }: CommandContext,
  { act, said }: { act: NoticeActsTable['act']; said: unknown },
  why: Pick<Refusal, 'reason' | 'faults'>,
): Refusal {
  const row = { notice_id: null, at, seat, act, said: JSON.stringify(said), refused: why.reason }
  return { ok: false, ...why, note: (tx) => addAct(tx, row) }
}

/** Tells each of `only` (all, when not said) how the notice stands now. */
async function tell(
  { tx, afterCommit }: CommandContext,
  { seats, publisher }: NoticeParts,
  { notice, only }: { notice: StoredNotice; only?: readonly string[] },
): Promise<void> {
  const id = notice.notice_id
  const rows = noticeRows(notice, (await readsOf(tx, [id])).get(id) ?? new Map(), seats)
  afterCommit(() => {
    for (const [seat, row] of rows)
      if (only === undefined || only.includes(seat)) publisher.publish({ name: 'notices', id: seat }, [[id, row]])
  })
}

const publish =
  (parts: NoticeParts): CommandHandler<'notice.publish'> =>
  async (context, said) => {
    const { seat, at, tx } = context
    const wrong = (field: string, rule: string) =>
      refused(context, { act: 'publish', said }, { reason: 'bad-input', faults: [{ field, rule }] })
    if (said.until <= at || said.until > at + longestNoticeMs) return wrong('until', 'range')
    if (addressedBy(parts.seats, { audience: said.audience, seat }).length === 0) return wrong('audience', 'nobody')
    const notice: StoredNotice = {
      notice_id: parts.newId(),
      seat,
      title: said.title.trim(),
      text: said.text.trim(),
      level: said.level,
      audience: JSON.stringify(said.audience),
      at,
      until: said.until,
      withdrawn_at: null,
    }
    await addNotice(tx, notice)
    await noteDone(context, 'publish', { id: notice.notice_id, said })
    await tell(context, parts, { notice })
    return { ok: true, result: { noticeId: notice.notice_id } }
  }

const confirm =
  (parts: NoticeParts): CommandHandler<'notice.confirm'> =>
  async (context, { noticeId }) => {
    const { seat, at, tx } = context
    const notice = await lockNotice(tx, noticeId, at)
    // Whether a notice exists that is for others is not said.
    if (!notice || !hearersOf(parts.seats, notice).some((one) => one.seat === seat))
      return refused(context, { act: 'confirm', said: { noticeId } }, { reason: 'not-found', faults: [] })
    await addRead(tx, noticeId, { seat, at })
    await noteDone(context, 'confirm', { id: noticeId, said: {} })
    await tell(context, parts, { notice, only: [seat, notice.seat] })
    return done
  }

const withdraw =
  ({ seats, publisher }: NoticeParts): CommandHandler<'notice.withdraw'> =>
  async (context, { noticeId }) => {
    const { seat, at, tx, afterCommit } = context
    const notice = await lockNotice(tx, noticeId, at)
    if (!notice || notice.seat !== seat)
      return refused(context, { act: 'withdraw', said: { noticeId } }, { reason: 'not-found', faults: [] })
    await withdrawNotice(tx, noticeId, at)
    await noteDone(context, 'withdraw', { id: noticeId, said: {} })
    const told = [seat, ...hearersOf(seats, notice).map((one) => one.seat)]
    afterCommit(() => {
      for (const id of told) publisher.publish({ name: 'notices', id }, [], [noticeId])
    })
    return done
  }

/** Publishing, by a lead or supervisor; confirming, by who it is for; taking back, by who published it. */
export const noticeHandlers = (parts: NoticeParts): Pick<CommandHandlers, NoticeCommand> => ({
  'notice.publish': publish(parts),
  'notice.confirm': confirm(parts),
  'notice.withdraw': withdraw(parts),
})

/** The notices that stand, of each seat those that concern it. */
export const noticesTopic = (db: Db, seats: NoticeSeats, now: () => number): TopicSource<'notices'> => ({
  async load(seat) {
    const notices = await standingNotices(db, now())
    const reads = await readsOf(
      db,
      notices.map(({ notice_id }) => notice_id),
    )
    return notices.flatMap((notice) => {
      const row = noticeRows(notice, reads.get(notice.notice_id) ?? new Map(), seats).get(seat)
      return row ? [[notice.notice_id, row] as const] : []
    })
  },
  allow: async (reader, seat) => reader.seat === seat,
})
