import { hallDay } from '#shared/kit/hall-day.ts'
import type { Db } from '../storage/query.ts'
import { entriesAt, trailFrom, trailHead } from './audit.repository.ts'
import { type AuditEntry, type BreakReason, type ChainEnd, canonical, chainStart, readLink } from './audit.rules.ts'
import { type Anchor, anchorOf, createDayCutter, type DayEnd } from './audit-anchor.rules.ts'
import { readAnchors } from './audit-anchors.ts'
import { type LoopedRow, loopedTickets } from './ticket.repository.ts'
import { type MoreRow, moreRows } from './ticket-more.repository.ts'

/** The first place where the trail is not what it was. `ticketNo` null: no ticket's row is there. */
export interface BrokenLink {
  readonly seq: number
  readonly ticketNo: string | null
  readonly why: BreakReason
}

/** What a check found; all is well when nothing broke and nothing was changed. */
export interface AuditReport {
  readonly brokenAt: BrokenLink | null
  /** Tickets that are not what their last entry says, are gone, or were slipped in; in order. */
  readonly changedTickets: readonly string[]
}

/** Bounds of a check. `now`: days that ended a day before it have an anchor, ms; default: none is missed. */
export interface CheckOptions {
  readonly now?: number
  /** Hears how many rows were checked. */
  readonly onProgress?: (rows: number) => void
}

/** Walks over the anchors as the days end. */
function createAnchorCheck(anchors: readonly Anchor[], now: number | undefined) {
  const waiting = [...anchors]
  // The clock of the server anchors a day some minutes after it.
  const wanted = now === undefined ? '' : hallDay(hallDay(now).start - 1).day
  let prev = ''
  return {
    /** What is wrong with the anchor of a day that ended there; null: nothing. */
    dayEnded(end: DayEnd): BreakReason | null {
      const anchor = waiting[0]
      if (!anchor || anchor.seq > end.seq) return end.day < wanted || anchor ? 'no-anchor' : null
      waiting.shift()
      const fits = canonical(anchorOf(prev, end)) === canonical(anchor)
      prev = anchor.anchor
      return fits ? null : 'anchor'
    },
    /** What is wrong where the trail ends, with the day that stands open there. */
    trailEnded(open: DayEnd | null): BrokenLink | null {
      const isOver = open !== null && (waiting.length > 0 || open.day < wanted)
      const why = isOver ? this.dayEnded(open) : null
      const lost = waiting[0]
      if (isOver && why) return { seq: open.seq, ticketNo: null, why }
      return lost ? { seq: lost.seq, ticketNo: null, why: 'anchor' } : null
    },
  }
}

/** The rows of each ticket's first and last entry, by its number. */
type EndRows = Map<string, { readonly first: number; readonly last: number }>

async function walk(db: Db, ends: EndRows, options: CheckOptions): Promise<BrokenLink | null> {
  const head = await trailHead(db)
  const anchors = createAnchorCheck(await readAnchors(db), options.now)
  const cutter = createDayCutter()
  let end: ChainEnd = chainStart
  for await (const rows of trailFrom(db, 0)) {
    for (const row of rows) {
      // What was added since the check began is the next one's to judge.
      if (row.seq > head.seq) break
      const read = readLink(end, row)
      if (!read.ok)
        return { seq: read.reason === 'removed' ? end.seq + 1 : row.seq, ticketNo: row.ticket_no, why: read.reason }
      const day = cutter.push(row, read.value.at)
      const why = day && anchors.dayEnded(day)
      if (day && why) return { seq: day.seq, ticketNo: null, why }
      ends.set(row.ticket_no, { first: ends.get(row.ticket_no)?.first ?? row.seq, last: row.seq })
      end = row
    }
    options.onProgress?.(end.seq)
  }
  if (end.seq !== head.seq || end.hash !== head.hash) return { seq: end.seq + 1, ticketNo: null, why: 'cut' }
  return anchors.trailEnded(cutter.open())
}

/** Tickets compared at once. */
const page = 500

/** Tickets that are not what their last entry says, or say other things besides than at handing in. */
async function changedTickets(db: Db, ends: EndRows): Promise<readonly string[]> {
  const changed: string[] = []
  const left = new Set(ends.keys())
  for (let after = ''; ; ) {
    const tickets = await loopedTickets(db)
      .where('tickets.ticket_no', '>', after)
      .orderBy('tickets.ticket_no')
      .limit(page)
      .execute()
    const end = tickets.at(-1)
    if (!end) return [...changed, ...left].sort()
    after = end.ticket_no
    const numbers = tickets.map(({ ticket_no }) => ticket_no)
    const rowsOf = (which: 'first' | 'last') => numbers.flatMap((number) => ends.get(number)?.[which] ?? [])
    const [born, said] = [await entriesAt(db, rowsOf('first')), await entriesAt(db, rowsOf('last'))]
    const more = await moreRows(db, numbers)
    for (const ticket of tickets) {
      const number = ticket.ticket_no
      const same = isAsSaid(ticket, said.get(number)) && isStillMore(more.get(number), born.get(number))
      if (!same) changed.push(number)
      left.delete(number)
    }
  }
}

const isStillMore = (row: MoreRow | undefined, born: AuditEntry | undefined): boolean =>
  canonical(row ?? null) === canonical(born?.more ?? null)

function isAsSaid({ state, bigrams: _, ...row }: LoopedRow, said: AuditEntry | undefined): boolean {
  if (said === undefined) return false
  // A column that came with a later version is none of the entry's.
  const then = Object.fromEntries(Object.entries(row).filter(([column]) => column in said.row))
  const loop: unknown = state === null ? null : JSON.parse(state)
  return canonical([then, loop]) === canonical([said.row, said.loop ?? null])
}

/**
 * Proves the trail: each row follows the one before, none was cut off, each day that is over has its anchor, and each ticket still is what its
 * last entry says. Reads only, in pages. Tickets are not compared with a trail that is broken.
 */
export async function verifyAudit(db: Db, options: CheckOptions = {}): Promise<AuditReport> {
  const ends: EndRows = new Map()
  const brokenAt = await walk(db, ends, options)
  return { brokenAt, changedTickets: brokenAt === null ? await changedTickets(db, ends) : [] }
}
