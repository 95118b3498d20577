import type { Session } from '#shared/contract/rest/sign-in.schema.ts'
import type { ClosingReason } from '#shared/contract/socket/envelope.ts'
import type { Host } from '../bridge/host.ts'
import { relayJournal } from '../bridge/journal-relay.ts'
import { connectLink } from '../link/connect-link.ts'
import { type Desk, openDesk } from './open-desk.ts'
import { type OpenPhone, startPagePhone } from './page-phone.ts'
import { soundUrlOf } from './recording/recording-of-desk.ts'
import { connectHostPhone } from './shell/host-phone.ts'
import { createSoundKeeper } from './sound-keeper.ts'

/** What a session needs of the page. */
export interface SessionParts {
  readonly host: Host
  /** Origin of the backend's socket. */
  readonly backend: string
  /** A renewed token, to keep for a reload of the tab. */
  readonly onToken: (token: string) => void
  /** The server ended the session; told once. */
  readonly onClosing: (reason: ClosingReason) => void
  /** Something threw that should not. */
  readonly onError: (error: unknown) => void
}

/** The phone is in this page, or in the shell's hidden window; a further window and a seat without a line have none. */
const phoneOf = ({ line }: Session, { host, onError }: SessionParts): OpenPhone | null => {
  if (!line || host.kind === 'view') return null
  return host.kind === 'browser' ? startPagePhone(line, onError) : connectHostPhone(host, line, onError)
}

/** After whatever the desk has to do first; at the latest after 5 s. */
const whenIdle = (run: () => void): void => {
  requestIdleCallback(run, { timeout: 5000 })
}

/** Opens the desk of a session with its real link and its real phone. */
export function openSession(session: Session, parts: SessionParts): Desk {
  const { seat, token, expiresAt, serverNow, journalKey } = session
  const { host, backend, onError } = parts
  const link = connectLink({
    url: backend,
    seat,
    token,
    expiresAt,
    serverNow,
    journalKey,
    onError,
    view: host.kind === 'view',
    ...(host.kind === 'desk' ? { journalPort: relayJournal(host) } : {}),
  })
  link.onToken((renewed) => parts.onToken(renewed.token))
  link.onEnd((reason) => parts.onClosing(reason === 'bad-token' ? 'expired' : reason))
  return openDesk(session, {
    link,
    phone: phoneOf(session, parts),
    view: host.kind === 'view',
    now: () => Date.now(),
    makeAudioContext: () => new AudioContext(),
    soundUrl: soundUrlOf(backend),
    soundKeeper: createSoundKeeper(seat, localStorage),
    whenIdle,
  })
}
