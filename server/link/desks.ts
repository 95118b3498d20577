import type { ClosingReason } from '#shared/contract/socket/envelope.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { SessionClaims } from '../ports/session.ts'
import type { DeskPresence, LinkNote } from './link-options.ts'

/** A connected desk. */
export interface Desk {
  readonly claims: SessionClaims
  /** Says why, then ends the connection once that is sent. */
  end(reason: ClosingReason): void
}

/** One desk a seat: the connected ones. */
export interface Desks {
  /** The newest socket of a seat is its desk; an older one is told `taken-over`. @returns call it when the socket is gone */
  enter(desk: Desk): (reason: string) => void
  /** A further window of the seat's session: told like the desk when the session ends, and otherwise not counted. @returns as `enter` */
  enterView(desk: Desk): (reason: string) => void
  close(seat: string, reason: ClosingReason): void
  closeAll(reason: ClosingReason): void
  seats(): ReadonlySet<string>
  /** Keeps `quiet` waiting until the work is done. */
  working(work: Promise<unknown>): void
  /** Resolves when no command is under way. */
  quiet(): Promise<void>
}

/** Windows a seat may have beside its desk. */
const mostViews = 3

/** Makes an empty list. */
export function createDesks(ports: {
  readonly clock: Clock
  tell(event: DeskPresence): void
  note(note: LinkNote): void
}): Desks {
  const desks = new Map<string, Desk>()
  const views = new Map<string, Set<Desk>>()
  const work = new Set<Promise<unknown>>()
  const tell = (seat: string, connected: boolean) => ports.tell({ seat, connected, at: ports.clock.now() })

  return {
    enter(desk) {
      const { seat } = desk.claims
      const before = desks.get(seat)
      desks.set(seat, desk)
      ports.note({ type: 'connected', seat })
      if (before) before.end('taken-over')
      else tell(seat, true)
      return (reason) => {
        ports.note({ type: 'disconnected', seat, reason })
        if (desks.get(seat) !== desk) return
        desks.delete(seat)
        tell(seat, false)
      }
    },
    enterView(desk) {
      const { seat } = desk.claims
      const own = views.get(seat) ?? new Set()
      const [oldest] = own
      if (own.size >= mostViews) oldest?.end('taken-over')
      views.set(seat, own.add(desk))
      return () => {
        own.delete(desk)
        if (own.size === 0 && views.get(seat) === own) views.delete(seat)
      }
    },
    close(seat, reason) {
      for (const desk of [...(views.get(seat) ?? [])]) desk.end(reason)
      desks.get(seat)?.end(reason)
    },
    closeAll(reason) {
      for (const desk of [...views.values()].flatMap((own) => [...own])) desk.end(reason)
      for (const desk of [...desks.values()]) desk.end(reason)
    },
    seats: () => new Set(desks.keys()),
    working(promise) {
      const done: Promise<void> = promise.then(
        () => void work.delete(done),
        () => void work.delete(done),
      )
      work.add(done)
    },
    async quiet() {
      while (work.size > 0) await Promise.all(work)
    },
  }
}
