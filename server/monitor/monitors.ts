import type { Clock } from '#shared/kit/clock.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import type { Monitor, MonitorMode } from '#shared/seat/monitor.rules.ts'

/** How long a lead's phone has to place the call it was let in for, ms. */
const ticketLifeMs = 30_000

/** Who is in whose call, and who asks for help. In memory: after a restart a lead has to come in again. */
export interface Monitors {
  /** Lets a lead in, or gives it another mode. */
  put(monitor: Omit<Monitor, 'since' | 'takingOver'>): void
  takeOver(lead: string, seat: string): void
  /** The lead is out. */
  remove(lead: string, seat: string): void
  /** The seat's call is over: nobody is in it any more, and no help is asked for. */
  callOver(seat: string): void
  /** The lead is gone. */
  leadGone(lead: string): void
  find(lead: string, seat: string): Monitor | undefined
  of(seat: string): readonly Monitor[]
  /** Seats somebody is in the call of, or that ask for help. */
  seats(): readonly string[]
  askHelp(seat: string, on: boolean): void
  /** ms since the epoch; null: no help is asked for. */
  helpSince(seat: string): number | null
  /** A word for the lead's phone, good for one call to that seat. */
  ticket(lead: string, seat: string): string
  /** Takes a ticket; null: none that this caller may use there. */
  admit(ask: { caller: string; dialled: string; ticket: string }): MonitorMode | null
  onChange(listener: (seat: string) => void): () => void
}

export interface MonitorsParts {
  readonly clock: Clock
  readonly newId: () => string
  readonly onError: (error: unknown) => void
}

/** Makes the register. */
export function createMonitors({ clock, newId, onError }: MonitorsParts): Monitors {
  const bySeat = new Map<string, Map<string, Monitor>>()
  const help = new Map<string, number>()
  const tickets = new Map<string, { lead: string; seat: string; until: number }>()
  const changes = createEmitter<string>(onError)

  const of = (seat: string) => [...(bySeat.get(seat)?.values() ?? [])]
  const find = (lead: string, seat: string) => bySeat.get(seat)?.get(lead)
  const remove = (lead: string, seat: string) => {
    const leads = bySeat.get(seat)
    if (!leads?.delete(lead)) return
    if (leads.size === 0) bySeat.delete(seat)
    changes.emit(seat)
  }
  const set = (monitor: Monitor) => {
    const leads = bySeat.get(monitor.seat) ?? new Map<string, Monitor>()
    bySeat.set(monitor.seat, leads.set(monitor.lead, monitor))
    changes.emit(monitor.seat)
  }
  return {
    put: ({ lead, seat, mode }) =>
      set({ lead, seat, mode, takingOver: false, since: find(lead, seat)?.since ?? clock.now() }),
    takeOver(lead, seat) {
      const monitor = find(lead, seat)
      if (monitor) set({ ...monitor, takingOver: true })
    },
    remove,
    callOver(seat) {
      const asked = help.delete(seat)
      if (bySeat.delete(seat) || asked) changes.emit(seat)
    },
    leadGone(lead) {
      for (const seat of [...bySeat.keys()]) remove(lead, seat)
    },
    find,
    of,
    seats: () => [...new Set([...bySeat.keys(), ...help.keys()])],
    askHelp(seat, on) {
      if (on === help.has(seat)) return
      if (on) help.set(seat, clock.now())
      else help.delete(seat)
      changes.emit(seat)
    },
    helpSince: (seat) => help.get(seat) ?? null,
    ticket(lead, seat) {
      const now = clock.now()
      for (const [old, { until }] of tickets) if (until <= now) tickets.delete(old)
      const ticket = newId()
      tickets.set(ticket, { lead, seat, until: now + ticketLifeMs })
      return ticket
    },
    admit({ caller, dialled, ticket }) {
      const known = tickets.get(ticket)
      tickets.delete(ticket)
      if (known?.lead !== caller || known.seat !== dialled || known.until <= clock.now()) return null
      return find(caller, dialled)?.mode ?? null
    },
    onChange: changes.on,
  }
}
