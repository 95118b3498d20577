import { sql } from 'kysely'
import { migrations } from '#server/storage/migrations.ts'
import { openStorage } from '#server/storage/storage.ts'
import { searchTickets, type TicketSearch } from '#server/ticket/ticket.repository.ts'
import { noNarrowing } from '#shared/contract/rest/narrowing.schema.ts'
import { compactDay, formatTicketNo } from '#shared/ticket/ticket-number.ts'
import { startPostgres } from '#tests/support/postgres.ts'
import { createTicketBench, goodInput } from '#tests/support/ticket-bench.ts'
import { type Figure, series } from './figure.ts'
import { dayMs, fillTickets, firstDay, perDay } from './many-tickets.ts'

const rows = process.env.LIANXIAN_FULL === '1' ? 1_000_000 : 100_000
const runs = 40

type Asked = Partial<TicketSearch>
const middle = Math.floor(rows / 2)
const noOf = (at: number): string =>
  formatTicketNo(compactDay(firstDay + Math.floor(at / perDay) * dayMs + (at % perDay) * 2000), (at % perDay) + 1)

/** What people ask of a list, by name. */
const questions: Readonly<Record<string, Asked>> = {
  newest: {},
  'page-in-the-middle': { before: noOf(middle) },
  'one-state': { status: ['HANDLING'] },
  'to-dispatch-by-rush': { status: ['TO_DISPATCH'], order: 'rush' },
  'of-an-enterprise': { firm: '5'.padStart(18, '0') },
  overdue: { due: 'overdue' },
  'of-a-seat': { scope: { of: 'seat', seat: '8123' } },
  'by-number': { find: { by: 'number', number: noOf(middle) } },
  'by-phone': { find: { by: 'digits', digits: '13800001234', phoneHash: `hash-${Math.floor(middle * 0.6)}` } },
  'common-word': { find: { by: 'words', words: ['诉求'] } },
  'usual-words': { find: { by: 'words', words: ['路灯', '大王庄'] } },
  sentence: { find: { by: 'words', words: ['小区', '路灯', '不亮', '安全'] } },
  'of-a-district': { within: { ...noNarrowing, place: '120103' } },
  'of-a-community': { within: { ...noNarrowing, place: '120103001001' } },
  'of-a-day': { within: { ...noNarrowing, from: '2026-01-05', to: '2026-01-05' } },
  'of-a-unit': { within: { ...noNarrowing, unit: 'D120102-cgw' } },
  'word-in-a-street-in-a-week': {
    find: { by: 'words', words: ['隐患'] },
    within: { place: '120103001', unit: '', from: '2026-01-02', to: '2026-01-08' },
  },
  'rare-word': { find: { by: 'words', words: [`编号${middle}`] } },
  'words-nobody-wrote': { find: { by: 'words', words: ['麒麟送子'] } },
  'common-words-of-a-seat': { scope: { of: 'seat', seat: '8123' }, find: { by: 'words', words: ['隐患'] } },
}

/** Lists and searches over a year's tickets on PostgreSQL, beside the bare way to the database and back. */
export async function measureSearch(): Promise<Figure[]> {
  const postgres = await startPostgres()
  const fail = (error: Error): never => {
    throw error
  }
  const storage = await openStorage({
    site: { kind: 'postgres', url: postgres.url('postgres') },
    migrations,
    onError: fail,
  })
  try {
    const bench = createTicketBench(storage)
    const draftId = 'draft-bench-0000001'
    await bench.write(draftId, goodInput)
    await bench.run('ticket.submit', { draftId })
    await fillTickets(storage, rows)
    const timed = async (run: () => Promise<unknown>): Promise<number[]> => {
      const samples: number[] = []
      for (let n = 0; n < runs; n += 1) {
        const startedAt = performance.now()
        await run()
        samples.push(performance.now() - startedAt)
      }
      return samples
    }
    const figures = series('search.way-to-the-database', await timed(() => sql`select 1`.execute(storage.db)), null)
    for (const [name, asked] of Object.entries(questions)) {
      const search: TicketSearch = {
        scope: { of: 'hall' },
        at: firstDay + 400 * dayMs,
        before: null,
        limit: 51,
        find: { by: 'all' },
        ...asked,
      }
      figures.push(...series(`search.${rows}.${name}`, await timed(() => searchTickets(storage.db, search)), null))
    }
    return figures
  } finally {
    await storage.close()
    await postgres.stop()
  }
}
