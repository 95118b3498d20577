import { createElement } from 'react'
import type { LoopDesk } from '../../ticket/loop/loop-desk.ts'
import type { Desk } from '../open-desk.ts'
import { RevisitCall } from './revisit-call.tsx'

/** Who reads the tickets of their own seat alone; all others those of the hall. */
const ownOnly: readonly string[] = ['agent', 'unit']

/** What a desk does with tickets, and how it hears that they moved. */
export function loopOfDesk({ link, session, phone }: Pick<Desk, 'link' | 'session' | 'phone'>): LoopDesk {
  const id = ownOnly.includes(session.role) ? session.seat : 'hall'
  return {
    seat: session.seat,
    role: session.role,
    callCitizen: phone ? (ticketNo) => createElement(RevisitCall, { link, phone, ticketNo }) : undefined,
    async act(payload) {
      const outcome = await link.command('ticket.act', payload)
      return outcome.ok ? { ok: true } : outcome
    },
    async reveal(payload) {
      const outcome = await link.command('ticket.reveal', payload)
      if (!outcome.ok) return outcome
      // An answer that was lost tells nothing: it is asked for again.
      return outcome.result ? { ok: true, person: outcome.result } : { ok: false, reason: 'expired', faults: [] }
    },
    onMoved: (listener) =>
      link.subscribe(
        'ticket-changes',
        ({ kind, set }) => listener(kind === 'snapshot' ? null : set.map(([, { ticketNo }]) => ticketNo)),
        { id },
      ),
  }
}
