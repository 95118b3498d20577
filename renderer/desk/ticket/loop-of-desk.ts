import type { LoopDesk } from '../../ticket/loop/loop-desk.ts'
import type { Desk } from '../open-desk.ts'

/** Who reads the tickets of their own seat alone; all others those of the hall. */
const ownOnly: readonly string[] = ['agent', 'unit']

/** What a desk does with tickets, and how it hears that they moved. */
export function loopOfDesk({ link, session }: Pick<Desk, 'link' | 'session'>): LoopDesk {
  const id = ownOnly.includes(session.role) ? session.seat : 'hall'
  return {
    role: session.role,
    async act(payload) {
      const outcome = await link.command('ticket.act', payload)
      return outcome.ok ? { ok: true } : outcome
    },
    onMoved: (listener) =>
      link.subscribe(
        'ticket-changes',
        ({ kind, set }) => listener(kind === 'snapshot' ? null : set.map(([, { ticketNo }]) => ticketNo)),
        { id },
      ),
  }
}
