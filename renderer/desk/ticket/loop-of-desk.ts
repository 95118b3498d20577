import { createElement } from 'react'
import { exportRoles } from '#shared/ticket/export.rules.ts'
import { createDispatchDesk } from '../../ticket/dispatch/dispatch-desk.ts'
import { createExportDesk } from '../../ticket/export/export-desk.ts'
import type { LoopDesk } from '../../ticket/loop/loop-desk.ts'
import { createSavedViewsDesk } from '../../ticket/saved/saved-views-desk.ts'
import type { Desk } from '../open-desk.ts'
import { attachmentsOfDesk } from './attachments-of-desk.ts'
import { RevisitCall } from './revisit-call.tsx'

/** Who reads the tickets of their own seat alone; all others those of the hall. */
const ownOnly: readonly string[] = ['agent', 'unit']

type LoopParts = Pick<Desk, 'link' | 'session' | 'phone' | 'token'>

/** What a desk does with tickets, and how it hears that they moved. */
export function loopOfDesk({ link, session, phone, token }: LoopParts): LoopDesk {
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
    async print(ticketNo) {
      const outcome = await link.command('ticket.print', { ticketNo })
      if (!outcome.ok) return outcome
      return outcome.result ? { ok: true, mark: outcome.result } : { ok: false, reason: 'expired', faults: [] }
    },
    files: { desk: attachmentsOfDesk({ link, session, token }), online: () => link.status.get().network === 'online' },
    rules: createDispatchDesk({
      fetch: (...request) => fetch(...request),
      origin: '',
      token,
      send: (payload) => link.command('dispatch.import', payload),
    }),
    views: createSavedViewsDesk({
      fetch: (...request) => fetch(...request),
      origin: '',
      token,
      sendSave: (payload) => link.command('view.save', payload),
      sendRemove: (payload) => link.command('view.remove', payload),
    }),
    ...(exportRoles.some((role) => role === session.role) && {
      exports: createExportDesk({
        fetch: (...request) => fetch(...request),
        origin: '',
        token,
        sendAsk: (payload) => link.command('export.ask', payload),
        sendDecision: (payload) => link.command('export.decide', payload),
        onChanged: (listener) => link.subscribe('export-changes', listener),
      }),
    }),
    onMoved: (listener) =>
      link.subscribe(
        'ticket-changes',
        ({ kind, set }) => listener(kind === 'snapshot' ? null : set.map(([, { ticketNo }]) => ticketNo)),
        { id },
      ),
  }
}
