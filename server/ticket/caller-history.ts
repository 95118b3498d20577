import type { CallRow } from '#shared/contract/socket/topics.ts'
import { moreSchema } from '#shared/contract/ticket.schema.ts'
import { normaliseNumber } from '#shared/kit/phone-number.ts'
import { marksOf } from '#shared/ticket/caller-marks.rules.ts'
import { dueOf } from '#shared/ticket/ticket-loop.machine.ts'
import type { Db } from '../storage/query.ts'
import { caseOf } from './loop.repository.ts'
import type { PersonVault } from './person-vault.ts'
import { countsOfPhone, ticketsOfPhone } from './ticket.repository.ts'
import { moreRows } from './ticket-more.repository.ts'
import { openMore } from './ticket-more.rules.ts'

/** What the caller panel shows of a number that has called before. */
export type CallerHistory = Pick<CallRow, 'tickets' | 'history'>

/** Tickets the panel lists. */
const listed = 5

const nobody: CallerHistory = { tickets: [], history: null }

/**
 * What a caller asked for before: the newest tickets with the limits they stand under, how many there are in all, what is known of who calls, and
 * what was last said of a result. @param number in whatever form it came; null: none. @param at ms since the epoch: limits are judged by it
 */
export async function callerHistory(
  { db, vault }: { readonly db: Db; readonly vault: PersonVault },
  number: string | null,
  at: number,
): Promise<CallerHistory> {
  const normal = normaliseNumber(number)
  if (normal === null) return nobody
  const hash = vault.phoneHash(normal)
  const [rows, counts] = await Promise.all([ticketsOfPhone(db, hash, listed), countsOfPhone(db, hash)])
  const more = await moreRows(
    db,
    rows.map((row) => row.ticket_no),
  )
  const marks = marksOf([...more.values()].map((row) => moreSchema.parse(openMore(row, vault))))
  const cases = rows.map(caseOf)
  const evaluated = cases.find(({ evaluation }) => evaluation !== null)
  const answered = cases.find(({ reply }) => reply !== null)
  return {
    tickets: rows.map((row, index) => ({
      ticketNo: row.ticket_no,
      title: row.title,
      status: row.status,
      submittedAt: row.submitted_at,
      due: dueOf(cases[index] ?? caseOf(row), at),
    })),
    history: {
      ...counts,
      marks,
      satisfaction: evaluated?.evaluation?.satisfaction ?? null,
      reply: answered?.reply?.publicReply ?? null,
    },
  }
}
