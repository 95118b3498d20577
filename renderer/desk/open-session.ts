import type { Session } from '#shared/contract/rest/sign-in.schema.ts'
import type { ClosingReason } from '#shared/contract/socket/envelope.ts'
import { connectLink } from '../link/connect-link.ts'
import { type Desk, openDesk } from './open-desk.ts'
import { startPagePhone } from './page-phone.ts'

/** What a session needs of the page. */
export interface SessionParts {
  /** A renewed token, to keep for a reload of the tab. */
  readonly onToken: (token: string) => void
  /** The server ended the session; told once. */
  readonly onClosing: (reason: ClosingReason) => void
  /** Something threw that should not. */
  readonly onError: (error: unknown) => void
}

/** Opens the desk of a session with its real link and its real phone. */
export function openSession(session: Session, parts: SessionParts): Desk {
  const { seat, token, expiresAt, serverNow, journalKey, line } = session
  const { onError } = parts
  const link = connectLink({ url: location.origin, seat, token, expiresAt, serverNow, journalKey, onError })
  link.onToken((renewed) => parts.onToken(renewed.token))
  link.onEnd((reason) => parts.onClosing(reason === 'bad-token' ? 'expired' : reason))
  return openDesk(session, {
    link,
    phone: line ? startPagePhone(line, onError) : null,
    now: () => Date.now(),
    makeAudioContext: () => new AudioContext(),
  })
}
