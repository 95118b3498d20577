import type { Session } from '#shared/contract/rest/sign-in.schema.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Link } from '../../link/link-types.ts'
import { followLeads } from '../../monitor/follow-leads.ts'
import type { LeadsStore } from '../../monitor/leads.store.ts'
import { type MonitorDesk, openMonitorDesk } from '../../monitor/monitor-desk.ts'
import type { SeatStore } from '../../seat/seat.store.ts'
import type { SeatActs } from '../../seat/seat-commands.ts'
import type { PhoneStore } from '../../telephony/phone.store.ts'
import type { PhoneActs } from '../../telephony/phone-acts.ts'

interface Sources {
  readonly link: Pick<Link, 'subscribe' | 'command'>
  readonly session: Pick<Session, 'seat' | 'role'>
  readonly phone: { readonly store: PhoneStore; readonly acts: PhoneActs }
  readonly seat: SeatStore
  readonly seatActs: SeatActs
}

/** Leads in this seat's call, and for a lead the calls of the others. */
export interface MonitoringDesk {
  readonly leads: LeadsStore
  /** null: this seat leads nobody. */
  readonly monitor: MonitorDesk | null
  /** Asks a lead to come, or takes it back. */
  askHelp(on: boolean): void
}

/** Opens what a seat has of monitoring; only a desk with a phone has any. */
export function monitorOfDesk(sources: Sources, keep: (disposer: Disposer) => void): MonitoringDesk {
  const { link, session, phone, seat, seatActs } = sources
  const ports = {
    snapshot: () => phone.store.getState().snapshot,
    onSnapshot: (listener: () => void) => phone.store.subscribe(listener),
    run: phone.acts.run,
  }
  const leads = followLeads({
    ...ports,
    now: Date.now,
    subscribe: (listener) => link.subscribe('monitors', ({ rows }) => listener(rows)),
  })
  keep(leads.close)
  const monitor =
    session.role === 'lead'
      ? openMonitorDesk({
          ...ports,
          own: session.seat,
          subscribe: (listener) => link.subscribe('wall-watch', ({ rows }) => listener(rows)),
          async send(name, payload) {
            const outcome = await link.command(name, payload)
            if (!outcome.ok) return { ok: false, reason: outcome.reason }
            const { result } = outcome
            return { ok: true, ticket: result !== null && 'ticket' in result ? result.ticket : null }
          },
          busy() {
            if (seat.getState().row?.state === 'ready') seatActs.notReady('coaching')
          },
        })
      : null
  if (monitor) keep(monitor.close)
  return { leads: leads.store, monitor, askHelp: (on) => void link.command('help.ask', { on }) }
}
