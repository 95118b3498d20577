import { dayFiguresSchema } from '#shared/contract/rest/day.schema.ts'
import type { DraftsRow } from '#shared/contract/socket/topics.ts'
import type { DayDesk, Watched } from '../day/day-desk.ts'
import type { Link } from '../link/link-types.ts'
import { readJson } from '../link/read-json.ts'
import { watchCalls } from './calls-of-desk.tsx'
import type { Desk } from './open-desk.ts'
import { loopOfDesk } from './ticket/loop-of-desk.ts'

/** The seat's list of drafts, as long as somebody looks at it. */
function draftsOf(link: Link): Watched<readonly DraftsRow[] | null> {
  let rows: readonly DraftsRow[] | null = null
  return {
    get: () => rows,
    subscribe: (listener) =>
      link.subscribe('drafts', (change) => {
        rows = [...change.rows.values()].filter(({ passedTo }) => passedTo === null)
        listener()
      }),
  }
}

/** What a seat's own day takes from its desk. */
export function dayOfDesk(desk: Desk): DayDesk {
  const { link, session, callbacks, tickets, seat } = desk
  const writes = session.role === 'agent' || session.role === 'lead'
  const { onMoved } = loopOfDesk(desk)
  const onCalls = watchCalls(desk)
  return {
    seat: session.seat,
    read: (signal) =>
      readJson(
        { fetch: (...request) => fetch(...request), token: desk.token },
        { path: '/api/day', shape: dayFiguresSchema },
        signal,
      ),
    onMoved(listener) {
      const stops = [onCalls(listener), ...(writes ? [onMoved(listener)] : [])]
      return () => {
        for (const stop of stops) stop()
      }
    },
    drafts: writes ? draftsOf(link) : null,
    callbacks: callbacks && { get: () => callbacks.store.getState().rows, subscribe: callbacks.store.subscribe },
    openDraft: tickets?.own
      ? (draftId) => {
          tickets.select(draftId)
          location.hash = '#/desk'
        }
      : undefined,
    aheadMs: () => seat.getState().aheadMs,
  }
}
