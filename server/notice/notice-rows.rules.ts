import type { NoticeRow } from '#shared/contract/socket/notice.schema.ts'
import { type Audience, type Hearer, isAddressed } from '#shared/notice/notice.ts'
import type { Reads, StoredNotice } from './notice.repository.ts'

/** A seat as notices know it. */
export interface NoticeSeat extends Hearer {
  readonly seat: string
  readonly name: string
  readonly disabled: boolean
}
export type NoticeSeats = ReadonlyMap<string, NoticeSeat>

/** How many of those who have not confirmed are named. */
const namedAtMost = 200

/** Whom it is for: who published it has read it. */
export const addressedBy = (
  seats: NoticeSeats,
  { audience, seat }: { audience: Audience; seat: string },
): NoticeSeat[] => [...seats.values()].filter((one) => !one.disabled && one.seat !== seat && isAddressed(audience, one))

/** The stored notice's addressees. */
export const hearersOf = (seats: NoticeSeats, { audience, seat }: StoredNotice): NoticeSeat[] =>
  addressedBy(seats, { audience: JSON.parse(audience) as Audience, seat })

/** The notice in the words of each seat it concerns. */
export function noticeRows(notice: StoredNotice, reads: Reads, seats: NoticeSeats): Map<string, NoticeRow> {
  const { notice_id: noticeId, title, text, level, seat, at, until } = notice
  const hearers = hearersOf(seats, notice)
  const common = { noticeId, title, text, level, seat, name: seats.get(seat)?.name ?? seat, at, until }
  const rows = new Map<string, NoticeRow>(
    hearers.map((one) => [one.seat, { ...common, readAt: reads.get(one.seat) ?? null, reached: null }]),
  )
  const unread = hearers.filter((one) => !reads.has(one.seat))
  const waiting = unread.slice(0, namedAtMost).map((one) => ({ seat: one.seat, name: one.name }))
  rows.set(seat, { ...common, readAt: at, reached: { total: hearers.length, unread: unread.length, waiting } })
  return rows
}
