import type { Clock } from '#shared/kit/clock.ts'
import type { Registration } from '../../ports/sip.ts'
import type { Flow } from '../transport/flow.ts'

/** One contact of a user, reachable by the connection it registered on and by no other way. Times in ms since the epoch. */
export interface Binding {
  readonly user: string
  /** Contact URI as written. */
  readonly uri: string
  /** `+sip.instance` with `reg-id` (RFC 5626 4.1); null when the client gave none. */
  readonly instance: string | null
  readonly flow: Flow
  readonly callId: string
  readonly cseq: number
  readonly expiresAt: number
  readonly since: number
}

/** Where users are. Bindings end by expiry, removal, or with their connection. */
export interface Bindings {
  of(user: string): readonly Binding[]
  /** The binding with exactly this contact URI. */
  byContact(uri: string): Binding | undefined
  /** Replaces the binding of the same instance, or of the same URI where neither has one. */
  put(binding: Binding): void
  remove(user: string, which?: (binding: Binding) => boolean): void
  dropFlow(flow: Flow): void
  all(): readonly Registration[]
  close(): void
}

/** `changed` is told after each change of a user's number of contacts. */
export function createBindings(clock: Clock, changed: (user: string, contacts: number) => void): Bindings {
  const users = new Map<string, Binding[]>()
  const timers = new Map<Binding, () => void>()

  const store = (user: string, list: Binding[]): void => {
    const before = users.get(user) ?? []
    for (const gone of before) {
      if (list.includes(gone)) continue
      timers.get(gone)?.()
      timers.delete(gone)
    }
    if (list.length > 0) users.set(user, list)
    else users.delete(user)
    if (before.length !== list.length) changed(user, list.length)
  }

  const remove = (user: string, which: (binding: Binding) => boolean = () => true): void =>
    store(
      user,
      (users.get(user) ?? []).filter((binding) => !which(binding)),
    )

  return {
    of: (user) => users.get(user) ?? [],
    byContact: (uri) => [...users.values()].flat().find((binding) => binding.uri === uri),
    put(binding) {
      const same = (other: Binding) =>
        other.uri === binding.uri || (binding.instance !== null && other.instance === binding.instance)
      const others = (users.get(binding.user) ?? []).filter((other) => !same(other))
      store(binding.user, [...others, binding])
      const wait = Math.max(0, binding.expiresAt - clock.now())
      timers.set(
        binding,
        clock.after(wait, () => remove(binding.user, (other) => other === binding)),
      )
    },
    remove,
    dropFlow(flow) {
      for (const user of [...users.keys()]) remove(user, (binding) => binding.flow === flow)
    },
    all: () =>
      [...users].map(([user, list]) => ({
        user,
        contacts: list.length,
        instances: list.map((binding) => binding.instance),
        since: Math.min(...list.map((binding) => binding.since)),
      })),
    close() {
      for (const stop of timers.values()) stop()
      timers.clear()
      users.clear()
    },
  }
}
