import { randomUUID } from 'node:crypto'
import { mergeUpdates } from 'yjs'
import { createLinkCore, type LinkCore } from '#renderer/link/worker/link-core.ts'
import { createSocket } from '#renderer/link/worker/socket.ts'
import { systemClock } from '#server/system-clock.ts'
import type { LinkReport } from '#shared/contract/link/worker-messages.ts'
import type { Session } from '#shared/contract/rest/sign-in.schema.ts'

/** A desk's link as its worker runs it, in this process; its journal lives in memory. */
export function openBareLink(
  url: string,
  seat: string,
  session: Session,
  tell: (report: LinkReport) => void,
): LinkCore {
  const { token, expiresAt, serverNow, journalKey } = session
  return createLinkCore(
    { type: 'open', url, seat, token, expiresAt, serverNow, journalKey, journal: 'none', view: false },
    {
      clock: systemClock,
      random: Math.random,
      newId: randomUUID,
      socket: (events) => createSocket({ url, view: false }, events),
      openJournal: async () => ({ ok: false, reason: 'no-store' }),
      merge: (updates) => mergeUpdates([...updates]),
      tell,
    },
  )
}
