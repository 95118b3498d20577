import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

async function createDrafts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ticket_drafts')
    .addColumn('draft_id', 'text', (column) => column.primaryKey())
    .addColumn('seat', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text')
    .addColumn('matter', 'text')
    .addColumn('person', 'text')
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('ticket_no', 'text')
    .addColumn('discarded_at', 'bigint')
    .execute()
  await db.schema.createIndex('ticket_drafts_seat').on('ticket_drafts').columns(['seat', 'updated_at']).execute()
  await db.schema
    .createTable('ticket_draft_updates')
    .addColumn('update_id', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('draft_id', 'text', (column) => column.notNull().references('ticket_drafts.draft_id'))
    .addColumn('doc', 'text', (column) => column.notNull())
    .addColumn('update', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('ticket_draft_updates_draft').on('ticket_draft_updates').column('draft_id').execute()
}

async function createTickets(db: Kysely<unknown>): Promise<void> {
  const texts = ['type', 'matter', 'place', 'address', 'caller_kind', 'name', 'phone', 'phone_hash', 'title', 'content']
  const more = ['urgency', 'handling', 'decline_reason', 'lead_unit', 'answer_given', 'kb_refs', 'status']
  const table = db.schema
    .createTable('tickets')
    .addColumn('ticket_no', 'text', (column) => column.primaryKey())
    .addColumn('draft_id', 'text', (column) => column.notNull().unique().references('ticket_drafts.draft_id'))
    .addColumn('seat', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text')
    .addColumn('confidential', 'boolean', (column) => column.notNull())
    .addColumn('submitted_at', 'bigint', (column) => column.notNull())
    .addColumn('bigrams', sql`text[]`, (column) => column.notNull())
  await [...texts, ...more]
    .reduce((built, name) => built.addColumn(name, 'text', (column) => column.notNull()), table)
    .execute()
  await db.schema.createIndex('tickets_seat').on('tickets').columns(['seat', 'ticket_no']).execute()
  await db.schema.createIndex('tickets_phone').on('tickets').columns(['phone_hash', 'submitted_at']).execute()
  await sql`create index tickets_bigrams on tickets using gin (bigrams)`.execute(db)
  await db.schema
    .createTable('ticket_counters')
    .addColumn('day', 'text', (column) => column.primaryKey())
    .addColumn('last', 'integer', (column) => column.notNull())
    .execute()
}

async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ticket_audit')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('ticket_no', 'text', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('prev', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('ticket_audit_ticket').on('ticket_audit').columns(['ticket_no', 'seq']).execute()
  await db.schema
    .createTable('ticket_audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await sql`insert into ticket_audit_head (id, seq, hash) values (1, 0, '')`.execute(db)
  await sql`create function refuse_ticket_audit_change() returns trigger language plpgsql as $$
    begin raise exception 'rows of ticket_audit are only ever added'; end $$`.execute(db)
  await sql`create trigger ticket_audit_append_only before update or delete or truncate on ticket_audit
    for each statement execute function refuse_ticket_audit_change()`.execute(db)
}

/** Drafts, tickets, their numbers and their audit trail. */
export const ticketMigration: Migration = {
  name: '0003-ticket',
  async up(db: Kysely<unknown>) {
    await createDrafts(db)
    await createTickets(db)
    await createAudit(db)
  },
}
