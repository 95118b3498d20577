import {
  type Invitation,
  type Session,
  type SessionDescriptionHandler,
  SIPExtension,
  type URI,
  UserAgent,
} from 'sip.js'
import type { Line } from '#shared/contract/phone/phone-messages.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { answerUpdates, type MediaOfDialog } from './answer-updates.ts'
import { deferEarlyRequests } from './early-requests.ts'
import { EdgeTransport, type EdgeTransportOptions } from './edge-transport.ts'
import { followAnswers } from './target-refresh.ts'

/** Long enough for any queue's ring limit: the edge decides when to stop ringing, not the phone. */
const noAnswerSeconds = 180
const connectLimitMs = 5000

export interface LineAgentOptions {
  readonly line: Line
  readonly clock: Clock
  /** UUID that tells the registrar which device this is (RFC 5626 4.1); the same one after a reload. */
  readonly instanceId: string
  readonly onInvite: (invitation: Invitation) => void
  readonly onDisconnect: () => void
  readonly mediaFor: (session: Session) => SessionDescriptionHandler
  readonly mediaOfDialog: MediaOfDialog
}

/** A user agent for one line, and its transport. */
export interface LineAgent {
  readonly userAgent: UserAgent
  readonly transport: EdgeTransport
}

/** Parses a SIP address; a line's own and a dialled one are always well formed, so a fault here is a bug. */
export function sipUri(text: string): URI {
  const uri = UserAgent.makeURI(text)
  if (!uri) throw new TypeError('Not a SIP address.')
  return uri
}

/** Makes the user agent. It is started by the registration; sip.js's own reconnecting, STUN and logging stay off. */
export function createLineAgent(options: LineAgentOptions): LineAgent {
  const { line } = options
  const transportOptions: EdgeTransportOptions = { edges: line.edges, connectLimitMs, clock: options.clock }
  const userAgent = new UserAgent({
    uri: sipUri(`sip:${line.aor}`),
    authorizationUsername: line.aor.slice(0, line.aor.indexOf('@')),
    authorizationPassword: line.secret,
    displayName: line.displayName.replace(/["\\\p{Cc}]/gu, ''),
    instanceId: options.instanceId,
    contactParams: { transport: 'ws' },
    transportConstructor: EdgeTransport,
    transportOptions,
    sessionDescriptionHandlerFactory: options.mediaFor,
    sipExtensionReplaces: SIPExtension.Supported,
    noAnswerTimeout: noAnswerSeconds,
    reconnectionAttempts: 0,
    gracefulShutdown: false,
    logBuiltinEnabled: false,
    logConfiguration: false,
    userAgentString: 'Lianxian',
    delegate: { onInvite: options.onInvite, onDisconnect: options.onDisconnect },
  })
  if (!(userAgent.transport instanceof EdgeTransport)) throw new TypeError('Another transport than ours.')
  answerUpdates(userAgent, options.mediaOfDialog)
  deferEarlyRequests(userAgent)
  followAnswers(userAgent)
  return { userAgent, transport: userAgent.transport }
}
