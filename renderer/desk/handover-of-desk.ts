import type { HandoverDesk, HandoverFault } from '../handover/handover-desk.ts'
import type { Desk } from './open-desk.ts'

const fields: Readonly<Record<string, HandoverFault>> = { to: 'nobody', tasks: 'tasks', text: 'text' }

/** The hand-overs of a seat; null: a role that writes no tickets. */
export function handoverOfDesk({ link, session, callbacks, seat }: Desk): HandoverDesk | null {
  if (session.role !== 'agent' && session.role !== 'lead') return null
  const faultOf = (outcome: Awaited<ReturnType<typeof link.command>>): HandoverFault | null => {
    if (outcome.ok) return null
    if (outcome.reason === 'expired' || outcome.reason === 'unavailable') return 'offline'
    if (outcome.reason === 'conflict') return 'taken'
    if (outcome.reason === 'not-found') return 'gone'
    return fields[outcome.faults[0]?.field ?? ''] ?? 'other'
  }
  return {
    seat: session.seat,
    watch: (tell) => link.subscribe('handovers', ({ rows }) => tell([...rows.values()])),
    watchTasks(tell) {
      if (!callbacks) return () => undefined
      const { store } = callbacks
      const now = () =>
        tell(
          [...(store.getState().rows?.values() ?? [])]
            .filter((row) => row.promisedBy === session.seat)
            .map(({ taskId, number, note }) => ({ taskId, text: note === '' ? number : `${number} · ${note}` })),
        )
      now()
      return store.subscribe(now)
    },
    aheadMs: () => seat.getState().aheadMs,
    write: async (draft) => faultOf(await link.command('handover.write', draft)),
    accept: async (handoverId) => faultOf(await link.command('handover.accept', { handoverId })),
  }
}
