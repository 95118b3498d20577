import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** One anchor a day of the audit trail; like the trail it is only ever added to. */
export const auditAnchorMigration: Migration = {
  name: '0024-audit-anchors',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('ticket_audit_anchors')
      .addColumn('day', 'text', (column) => column.primaryKey())
      .addColumn('seq', 'integer', (column) => column.notNull().unique())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('prev', 'text', (column) => column.notNull())
      .addColumn('anchor', 'text', (column) => column.notNull())
      .execute()
    await sql`create trigger ticket_audit_anchors_append_only before update or delete or truncate on ticket_audit_anchors
      for each statement execute function refuse_ticket_audit_change()`.execute(db)
  },
}
