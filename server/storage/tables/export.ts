import type { Generated } from 'kysely'
import type { ExportNote } from '#shared/ticket/export.rules.ts'

/** What was written down of an export, in order. */
export interface TicketExportNotesTable {
  seq: Generated<number>
  export_id: string
  at: number
  seat: string
  what: ExportNote
  /** JSON: of `asked` purpose and filter, of `fetched` the file's hash and the tickets in it. */
  detail: string
}

/** Tables of exports. */
export interface ExportTables {
  ticket_export_notes: TicketExportNotesTable
}
