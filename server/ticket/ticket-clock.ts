import type { FullCatalogue } from '#shared/contract/ticket-catalogue.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { TicketAct } from '#shared/ticket/ticket-act.ts'
import { systemActor } from '#shared/ticket/ticket-case.ts'
import { actOn, nextTick, systemAct } from '#shared/ticket/ticket-loop.machine.ts'
import type { Storage, Work } from '../storage/query.ts'
import { type StoreDeps, storeAct } from './act.handlers.ts'
import { goesByItself } from './auto-dispatch.rules.ts'
import type { DispatchBook } from './dispatch/dispatch-book.ts'
import { dueTickets, lockTicket, type StoredTicket, setNextTick } from './loop.repository.ts'
import { type ChangePorts, publishChange } from './ticket-changes.ts'
import { moreRows } from './ticket-more.repository.ts'
import { assistingUnits } from './ticket-more.rules.ts'

export interface TicketClockParts extends StoreDeps, ChangePorts {
  readonly storage: Storage
  readonly clock: Clock
  readonly catalogue: FullCatalogue
  /** Whether tickets the catalogue is sure of are dispatched without a dispatcher. */
  readonly autoDispatch: boolean
  readonly book: DispatchBook
  readonly onMoved: (seat: string) => void
  readonly onError: (error: unknown) => void
}

/** The server's own hand in the loop: warns, files, closes what nobody could be reached for, takes up what was suspended. */
export interface TicketClock {
  /** Does what is due now; resolves when that is stored. */
  tick(): Promise<void>
  close(): Promise<void>
}

/** How often it looks, ms: the shortest limit is 15 minutes. */
const every = 15_000
/** Tickets taken at once. */
const most = 200

/** Starts the clock. Several nodes may run it: each ticket is locked, and looked at again under the lock. */
export function startTicketClock(parts: TicketClockParts): TicketClock {
  const { storage, clock } = parts
  let closed = false
  let cancel: Disposer = () => undefined
  let tail: Promise<void> = Promise.resolve()

  const tickAll = async () => {
    for (const ticketNo of await dueTickets(storage.db, clock.now(), most)) {
      if (closed) return
      await storage.transaction((work) => tickOne(parts, work, ticketNo))
    }
  }
  const tick = () => {
    tail = tail.then(tickAll).catch(parts.onError)
    return tail
  }
  const wait = () => {
    if (!closed) cancel = clock.after(every, () => void tick().then(wait))
  }
  wait()
  return {
    tick,
    async close() {
      closed = true
      cancel()
      await tail
    },
  }
}

async function actFor(parts: TicketClockParts, { tx }: Work, { row, ticket }: StoredTicket): Promise<TicketAct | null> {
  const at = parts.clock.now()
  const fresh = ticket.status === 'TO_DISPATCH' && ticket.returns === 0
  if (fresh && parts.autoDispatch) {
    const ruled = (await parts.book.current(tx)).answer({ matter: row.matter, place: row.place, at })
    if (goesByItself(row, ruled.unit)) {
      const more = await moreRows(tx, [row.ticket_no])
      const coUnits = assistingUnits(more.get(row.ticket_no), ruled.assisting).filter(parts.catalogue.isUnit)
      return { act: 'auto-dispatch', basis: ruled.basis, coUnits }
    }
  }
  return systemAct(ticket, at, parts)
}

async function tickOne(parts: TicketClockParts, work: Work, ticketNo: string): Promise<void> {
  const { limits, calendar, catalogue } = parts
  const at = parts.clock.now()
  const stored = await lockTicket(work.tx, ticketNo)
  if (stored === undefined) return
  const said = await actFor(parts, work, stored)
  const world = { limits, calendar, isUnit: catalogue.isUnit }
  const taken = said && actOn(stored.ticket, said, { actor: systemActor, at }, world)
  if (!said || !taken?.ok) {
    const next = nextTick(stored.ticket, parts)
    await setNextTick(work.tx, ticketNo, next !== null && next > at ? next : null)
    return
  }
  await storeAct(work.tx, { stored, row: stored.row, taken, deps: parts }, { actor: systemActor, at, said })
  const after = taken.ticket
  work.afterCommit(() => {
    publishChange(parts, { before: stored.ticket, after, at })
    parts.onMoved(after.author)
  })
}
