import type { Generated } from 'kysely'
import type { NoticeLevel } from '#shared/notice/notice.ts'

/** A notice to the hall. Times are ms since the epoch. */
export interface NoticesTable {
  notice_id: string
  /** Who published it. */
  seat: string
  title: string
  text: string
  level: NoticeLevel
  /** JSON of Audience (shared/notice/notice.ts). */
  audience: string
  at: number
  until: number
  withdrawn_at: number | null
}

/** Who has confirmed a notice, once. */
export interface NoticeReadsTable {
  notice_id: string
  seat: string
  at: number
}

/** What was done with notices, and what was refused. Rows are only ever added. */
export interface NoticeActsTable {
  act_id: Generated<number>
  /** null: it was refused before there was one. */
  notice_id: string | null
  at: number
  seat: string
  act: 'publish' | 'confirm' | 'withdraw'
  /** JSON of the command's words. */
  said: string
  refused: string | null
}

export interface NoticeTables {
  notices: NoticesTable
  notice_reads: NoticeReadsTable
  notice_acts: NoticeActsTable
}
