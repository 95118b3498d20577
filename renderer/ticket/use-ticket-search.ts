import { useEffect, useMemo, useRef, useState } from 'react'
import type { TicketDetail, TicketListRow, Understood } from '#shared/contract/rest/tickets.schema.ts'
import type { TicketFilter } from './loop/ticket-views.rules.ts'
import type { TicketQueries } from './ticket-queries.ts'

/** What a search has found so far. */
export interface Found {
  /** `stuck`: what is there is shown, and more of it, or a newer state, did not come. */
  readonly status: 'loading' | 'found' | 'failed' | 'stuck'
  readonly tickets: readonly TicketListRow[]
  readonly more: boolean
  /** What the server took the typed text for. */
  readonly read: Understood
}

/** Typing waits this long for the next key before it asks, ms. */
const pauseMs = 150

/** What is asked for. */
interface Question {
  readonly q: string
  readonly filter: TicketFilter
}

const everything: TicketFilter = {}

/** Rows that are read again when something moved: who has scrolled through thousands does not make the hall read them all. */
const mostReread = 500

/** The rows of a list behind this one; none where it is not in it. */
function rowsBehind(rows: readonly TicketListRow[], last: TicketListRow | undefined): readonly TicketListRow[] {
  const at = rows.findIndex(({ ticketNo }) => ticketNo === last?.ticketNo)
  return at < 0 ? [] : rows.slice(at + 1)
}

/** The list for what is typed; a later question makes an earlier answer void. `refresh` reads again as much as is shown, without a blink. */
export function useTicketSearch(queries: TicketQueries, { q, filter = everything }: Partial<Question> & { q: string }) {
  const [found, setFound] = useState<Found>({ status: 'loading', tickets: [], more: false, read: { by: 'all' } })
  // A new object asks anew, also for the same words.
  const [again, setAgain] = useState({})
  const asked = useRef<AbortController | null>(null)
  const question = useMemo(() => ({ q, filter, queries, again }), [q, filter, queries, again])

  /** Reads pages after `from` until `least` rows are there; rows of `held` behind the last one read stay as they were. */
  const ask = async (from: readonly TicketListRow[], least: number, held: readonly TicketListRow[] = []) => {
    asked.current?.abort()
    const mine = new AbortController()
    asked.current = mine
    const { signal } = mine
    setFound((now) => ({ ...now, status: 'loading' }))
    let tickets = from
    let more = true
    let read: Understood = { by: 'all' }
    do {
      const answer = await queries.list(q, { before: tickets.at(-1)?.ticketNo ?? null, filter }, signal)
      if (signal.aborted) return
      if (!answer.ok) {
        const kept = held.length > 0 ? held : from
        return setFound((now) => ({ ...now, status: kept.length > 0 ? 'stuck' : 'failed', tickets: kept, more: true }))
      }
      tickets = [...tickets, ...answer.value.tickets]
      more = answer.value.more
      read = answer.value.understood
    } while (more && tickets.length < least)
    const tail = more ? rowsBehind(held, tickets.at(-1)) : []
    setFound({ status: 'found', tickets: [...tickets, ...tail], more, read })
  }
  const latest = useRef(ask)
  useEffect(() => {
    latest.current = ask
  })
  useEffect(() => {
    const timer = setTimeout(() => void latest.current([], 1), question.q === '' ? 0 : pauseMs)
    return () => {
      clearTimeout(timer)
      asked.current?.abort()
    }
  }, [question])
  return {
    found,
    more: () => void ask(found.tickets, found.tickets.length + 1),
    retry: () => setAgain({}),
    refresh: () => void latest.current([], Math.min(found.tickets.length, mostReread), found.tickets),
  }
}

/** One ticket whole; `undefined` while it loads, null when it did not. */
export function useTicketDetail(
  queries: TicketQueries,
  ticketNo: string | null,
  turn = 0,
): TicketDetail | null | undefined {
  const [held, setHeld] = useState<{ readonly ticketNo: string; readonly detail: TicketDetail | null } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn reads the same ticket again
  useEffect(() => {
    if (ticketNo === null) return
    const asked = new AbortController()
    void queries.detail(ticketNo, asked.signal).then((answer) => {
      if (!asked.signal.aborted) setHeld({ ticketNo, detail: answer.ok ? answer.value : null })
    })
    return () => asked.abort()
  }, [queries, ticketNo, turn])
  return held?.ticketNo === ticketNo ? held.detail : undefined
}
