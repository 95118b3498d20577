import type { Generated } from 'kysely'

/** A file of a draft, and of the ticket the draft became. Its content is in the file store. */
export interface TicketAttachmentsTable {
  attachment_id: string
  draft_id: string
  /** Made on the desk: the same file sent again is one row. */
  upload_id: string
  part: 'demand' | 'reply'
  /** Where its content is kept. */
  address: string
  /** Of its content, hex. */
  sha256: string
  /** By its content. */
  kind: string
  bytes: number
  /** Sealed: names may name people. */
  name: string
  seat: string
  at: number
  scan: 'clean' | 'none'
  removed_at: number | null
}

/** What lies in the file store, or is about to. */
export interface AttachmentFilesTable {
  address: string
  /** When somebody last brought this content, ms since the epoch. */
  brought_at: number
}

/** Who added, saw or removed which file, and what was refused. Rows are only ever added. */
export interface AttachmentActsTable {
  act_id: Generated<number>
  attachment_id: string | null
  at: number
  /** Empty: the rule did it. */
  seat: string
  act: 'add' | 'view' | 'save' | 'remove' | 'sweep'
  /** JSON: of which draft. */
  said: string
  refused: string | null
}

/** Tables of files with tickets. */
export interface AttachmentTables {
  ticket_attachments: TicketAttachmentsTable
  attachment_files: AttachmentFilesTable
  attachment_acts: AttachmentActsTable
}
