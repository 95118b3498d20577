import type { Kysely } from 'kysely'
import type { Migration } from '../migration.ts'

/** Transcripts and the use of suggestions. */
export const assistantMigration: Migration = {
  name: '0004-assistant',
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('transcript_lines')
      .addColumn('line_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('sip_call_id', 'text', (column) => column.notNull())
      .addColumn('leg', 'text', (column) => column.notNull())
      .addColumn('utterance', 'integer', (column) => column.notNull())
      .addColumn('start_ms', 'bigint', (column) => column.notNull())
      .addColumn('end_ms', 'bigint', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addUniqueConstraint('transcript_lines_seq', ['call_id', 'seq'])
      .addUniqueConstraint('transcript_lines_utterance', ['call_id', 'sip_call_id', 'leg', 'utterance'])
      .execute()
    await db.schema
      .createTable('suggestion_uses')
      .addColumn('call_id', 'text', (column) => column.notNull())
      .addColumn('suggestion_id', 'text', (column) => column.notNull())
      .addColumn('seat', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('suggestion_uses_once', ['call_id', 'suggestion_id'])
      .execute()
    await db.schema
      .createIndex('suggestion_uses_entry')
      .on('suggestion_uses')
      .columns(['suggestion_id', 'at'])
      .execute()
  },
}
