import { createStore, type StoreApi } from 'zustand/vanilla'
import type { NoticeRow } from '#shared/contract/socket/notice.schema.ts'

/** The notices that concern the seat; null until the first snapshot. */
export interface NoticeView {
  readonly rows: ReadonlyMap<string, NoticeRow> | null
}
export type NoticeStore = StoreApi<NoticeView>

/** Makes the store of one desk. */
export const createNoticeStore = (): NoticeStore => createStore<NoticeView>(() => ({ rows: null }))

/** Those that stand at `now` (the server's clock, ms), newest first. */
export const standing = ({ rows }: NoticeView, now: number): NoticeRow[] =>
  [...(rows?.values() ?? [])].filter(({ until }) => until > now).toSorted((a, b) => b.at - a.at)

/** Those of them the seat has still to confirm, the important ones first. */
export const toConfirm = (view: NoticeView, now: number): NoticeRow[] =>
  standing(view, now)
    .filter(({ readAt }) => readAt === null)
    .toSorted((a, b) => Number(b.level === 'important') - Number(a.level === 'important'))
