import { useState } from 'react'

/** Which rows of a list are selected, by number. */
export interface Selection {
  readonly chosen: ReadonlySet<string>
  /** One more, or one fewer; with `extend` all from the last one to this. */
  toggle(ticketNo: string, extend: boolean): void
  /** All from one to another are selected too. */
  extend(from: string, to: string): void
  clear(): void
}

/** All rows from one to another of a list, whichever comes first. */
export function between(order: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)]
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** Keeps a selection over a list that changes: what is no longer shown is no longer selected. */
export function useSelection(order: readonly string[]): Selection {
  const [held, setHeld] = useState<{ readonly chosen: ReadonlySet<string>; readonly last: string | null }>({
    chosen: new Set(),
    last: null,
  })
  const chosen = new Set(order.filter((no) => held.chosen.has(no)))
  return {
    chosen,
    toggle(ticketNo, extend) {
      const next = new Set(chosen)
      if (extend && held.last !== null) for (const no of between(order, held.last, ticketNo)) next.add(no)
      else if (!next.delete(ticketNo)) next.add(ticketNo)
      setHeld({ chosen: next, last: ticketNo })
    },
    extend: (from, to) => setHeld({ chosen: new Set([...chosen, ...between(order, from, to)]), last: to }),
    clear: () => setHeld({ chosen: new Set(), last: null }),
  }
}
