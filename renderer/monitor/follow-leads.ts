import type { PhoneCommand, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { MonitorRow } from '#shared/contract/socket/topics.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import { leadOrders, lookAgainAt, yieldTo } from './lead-orders.rules.ts'
import { createLeadsStore, type LeadsStore } from './leads.store.ts'

export interface LeadPorts {
  /** ms since the epoch. */
  readonly now: () => number
  readonly subscribe: (listener: (rows: ReadonlyMap<string, MonitorRow>) => void) => Disposer
  readonly snapshot: () => PhoneSnapshot | null
  readonly onSnapshot: (listener: () => void) => Disposer
  readonly run: (command: PhoneCommand) => void
}

/** Keeps the phone's leads as the backend says they are. Each order is given once for what it answers to. */
export function followLeads(ports: LeadPorts): { store: LeadsStore; close: Disposer } {
  const store = createLeadsStore()
  const open = createDisposerList()
  const given = new Set<string>()
  let again: ReturnType<typeof setTimeout> | undefined
  open.add(() => clearTimeout(again))
  const once = (name: string, order: () => void): void => {
    if (given.has(name)) return
    given.add(name)
    order()
  }
  const look = (): void => {
    const { rows } = store.getState()
    const legs = ports.snapshot()?.legs ?? []
    if (legs.length === 0) given.clear()
    const now = ports.now()
    const orders = leadOrders(rows, legs, now)
    for (const command of orders) {
      // A mode may come again; that it is wanted now is told by what the leg is now.
      const leg = 'legId' in command ? legs.find(({ id }) => id === command.legId) : undefined
      once(`${JSON.stringify(command)} from ${leg?.role}`, () => ports.run(command))
    }
    for (const name of given) if (name.startsWith('{"op":"set-role"') && orders.length === 0) given.delete(name)
    const lead = yieldTo(rows, legs)
    if (lead !== null) once(`yield ${lead}`, () => ports.run({ op: 'yield', legId: lead }))
    clearTimeout(again)
    const at = lookAgainAt(rows, legs, now)
    if (at !== null) again = setTimeout(look, at - now)
  }
  open.add(
    ports.subscribe((rows) => {
      store.setState({ rows })
      look()
    }),
  )
  open.add(ports.onSnapshot(look))
  return { store, close: open.dispose }
}
