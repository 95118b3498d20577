import type { Session } from '#shared/contract/rest/sign-in.schema.ts'
import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'
import type { DraftsRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createHandoverStore } from '../handover/handover.store.ts'
import type { HandoverDesk, HandoverFault } from '../handover/handover-desk.ts'
import { openWork } from '../handover/open-work.rules.ts'
import type { Link } from '../link/link-types.ts'
import type { SeatStore } from '../seat/seat.store.ts'
import type { CallStore } from '../telephony/call.store.ts'
import type { CallbackDesk } from '../telephony/calls/callback-desk.ts'

/** What a desk's open work is known from. */
interface Sources {
  readonly link: Link
  readonly session: Session
  readonly callbacks: CallbackDesk | null
  readonly calls: CallStore
  readonly seat: SeatStore
}

const fields: Readonly<Record<string, HandoverFault>> = { to: 'nobody', tasks: 'tasks', text: 'text' }

function faultOf(outcome: Awaited<ReturnType<Link['command']>>): HandoverFault | null {
  if (outcome.ok) return null
  if (outcome.reason === 'expired' || outcome.reason === 'unavailable') return 'offline'
  if (outcome.reason === 'conflict') return 'taken'
  if (outcome.reason === 'not-found') return 'gone'
  const { field, rule } = outcome.faults[0] ?? { field: '', rule: '' }
  if (field === 'drafts') return rule === 'in-call' ? 'in-call' : 'drafts'
  return fields[field] ?? 'other'
}

/** Follows what the seat has open, for as long as the desk is: signing out asks for it at once. */
function followWork({ link, session, callbacks, calls }: Sources, keep: (disposer: Disposer) => void) {
  const store = createHandoverStore()
  let drafts: ReadonlyMap<string, DraftsRow> = new Map()
  let rows: ReadonlyMap<string, HandoverRow> = new Map()
  const now = () =>
    store.setState({
      rows: [...rows.values()],
      work: openWork({
        seat: session.seat,
        drafts: drafts.values(),
        callbacks: callbacks?.store.getState().rows?.values() ?? [],
        handovers: rows.values(),
        isUp: (callId) => calls.getState().rows.get(callId)?.endedAt === null,
      }),
    })
  keep(
    link.subscribe('drafts', (change) => {
      drafts = change.rows
      now()
    }),
  )
  keep(
    link.subscribe('handovers', (change) => {
      rows = change.rows
      now()
    }),
  )
  if (callbacks) keep(callbacks.store.subscribe(now))
  keep(calls.subscribe(now))
  return store
}

/** The hand-overs of a seat; null: a role that writes no tickets. */
export function handoverOfDesk(sources: Sources, keep: (disposer: Disposer) => void): HandoverDesk | null {
  const { link, session, seat } = sources
  if (session.role !== 'agent' && session.role !== 'lead') return null
  return {
    seat: session.seat,
    store: followWork(sources, keep),
    aheadMs: () => seat.getState().aheadMs,
    write: async (draft) => faultOf(await link.command('handover.write', draft)),
    accept: async (handoverId) => faultOf(await link.command('handover.accept', { handoverId })),
  }
}
