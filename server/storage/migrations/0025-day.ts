import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migration.ts'

/** A seat's own day is read from the events that name it, whatever else happened in the hall. */
export const dayMigration: Migration = {
  name: '0025-day',
  async up(db: Kysely<unknown>) {
    await sql`create index call_events_seat on call_events ((event::jsonb ->> 'seat'), at)`.execute(db)
    await sql`create index call_events_from on call_events ((event::jsonb ->> 'from'), at)
      where event::jsonb ->> 'from' is not null`.execute(db)
    await sql`create index call_events_call on call_events (call_id, event_id)`.execute(db)
    await sql`create index tickets_seat_day on tickets (seat, submitted_at)`.execute(db)
  },
}
