import { sql } from 'kysely'
import type { OpenStorage } from '#server/storage/storage.ts'
import { loadCatalogue } from '#server/ticket/catalogue.ts'
import { bigramsOf } from '#server/ticket/search/bigram.rules.ts'
import type { TicketRow } from '#server/ticket/ticket.repository.ts'
import { compactDay, formatTicketNo } from '#shared/ticket/ticket-number.ts'

/** Tickets a day of a city. */
export const perDay = 15_000
export const firstDay = Date.UTC(2026, 0, 1, 1)
export const dayMs = 86_400_000
const batch = 2000

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const since = ['昨天夜里', '近一周', '半个月来', '今年入冬以后', '上个月起', '每天早高峰']
const harm = ['出行不便', '存在安全隐患', '影响老人和孩子休息', '多次反映没有结果', '已经有人受伤', '商户无法正常营业']
const wish = ['尽快维修', '派人现场查看', '给予书面答复', '依法处理', '协调解决', '说明办理依据']

/** Tickets as citizens' demands make them: each with a matter, a place and words of its own. */
function tickets(model: TicketRow, rows: number): (at: number) => TicketRow {
  const { matters, divisions } = loadCatalogue()
  const places = divisions.places.filter(({ id }) => id.length >= 9)
  const random = seeded(7)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  return (at) => {
    const [matter, place] = [pick(matters), pick(places)]
    const title = `${place.path.at(-1)}${matter.path[2]}`
    const content = `市民来电反映：${pick(since)}${place.path.join('')}${matter.path[2]}，${pick(harm)}，${pick(harm)}。诉求：${pick(wish)}。编号${at}。`
    const day = Math.floor(at / perDay)
    const submitted = firstDay + day * dayMs + (at % perDay) * 2000
    const closed = random() < 0.95
    return {
      ...model,
      ticket_no: formatTicketNo(compactDay(submitted), (at % perDay) + 1),
      draft_id: `bench-${at}`,
      seat: String(8001 + Math.floor(random() * 450)),
      phone_hash: `hash-${Math.floor(random() * rows * 0.6)}`,
      matter: matter.id,
      place: place.id,
      title,
      content,
      status: closed ? 'CLOSED' : pick(['TO_DISPATCH', 'HANDLING', 'TO_SIGN'] as const),
      urgency: pick(['normal', 'normal', 'normal', 'urgent', 'critical'] as const),
      submitted_at: submitted,
      bigrams: bigramsOf(`${title} ${content}`),
    }
  }
}

/** Fills a database that has one ticket with so many like it as a city makes: what is sealed is that ticket's. */
export async function fillTickets(storage: OpenStorage, rows: number): Promise<void> {
  const model = await storage.db.selectFrom('tickets').selectAll().executeTakeFirstOrThrow()
  const make = tickets(model, rows)
  // Rows of drafts would say nothing here; the index of pairs is built once, as after an import.
  await sql`alter table tickets drop constraint tickets_draft_id_fkey`.execute(storage.db)
  await sql`drop index tickets_bigrams`.execute(storage.db)
  for (let at = 0; at < rows; at += batch) {
    const values = Array.from({ length: Math.min(batch, rows - at) }, (_, n) => make(at + n))
    await storage.db.insertInto('tickets').values(values).execute()
  }
  await sql`create index tickets_bigrams on tickets using gin (bigrams)`.execute(storage.db)
  await sql`insert into ticket_loops (ticket_no, rev, unit, due_at, marked, supervised, next_at, changed_at, state)
    select t.ticket_no, 1, 'D120102-cgw', t.submitted_at + 432000000, 'calm', false, null, t.submitted_at, model.state
    from tickets t, (select state from ticket_loops limit 1) model where t.status = 'HANDLING'`.execute(storage.db)
  // Every third ticket names one of 5000 enterprises, every fifth of which has the green channel.
  await sql`insert into enterprises (code, name, initials, industry, scale, zone, green, officer, officer_phone, updated_at)
    select lpad(n::text, 18, '0'), '企业' || n, 'qy', 'I01', 'small', '', n % 5 = 0, '', '', 0 from generate_series(1, 5000) n`.execute(
    storage.db,
  )
  await sql`insert into ticket_more (ticket_no, more, person_more, split_group)
    select ticket_no, case when n % 3 = 0 then json_build_object('uscc', lpad((n % 5000 + 1)::text, 18, '0'))::text else '{}' end, '', draft_id
    from (select ticket_no, draft_id, row_number() over () n from tickets where draft_id like 'bench-%') t`.execute(
    storage.db,
  )
  await sql`analyze`.execute(storage.db)
}
