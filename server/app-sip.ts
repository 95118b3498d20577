import type { Server } from 'node:http'
import { surveyUser } from '#shared/survey/survey-user.ts'
import type { Base } from './app-base.ts'
import { createCallDataPort } from './app-call-data.ts'
import { openQueues } from './app-queues.ts'
import type { Seats } from './app-seats.ts'
import type { Tickets } from './app-tickets.ts'
import { originAllowed } from './link/origin.rules.ts'
import type { EdgeEvent, KeptDialog, SipEdge, SipElement } from './ports/sip.ts'
import { type CallStream, createCallStream } from './queue/call-stream.ts'
import { sipHa1 } from './seat/secrets.ts'
import { findSipHa1 } from './seat/sessions.repository.ts'
import { createSipEdge } from './sip/edge.ts'
import type { EdgeOptions } from './sip/edge-options.ts'
import type { Surveys } from './survey/surveys.ts'
import { randomId } from './system-clock.ts'
import type { CallLog } from './telephony/call-log.ts'
import type { StoredDialogs } from './telephony/dialog-keeper.ts'

/** The edge with the queue behind it. */
export interface Sip {
  readonly edge: SipEdge
  /** What stands behind the edge, by the user part it answers to; proxies may be in front of it too. */
  readonly elements: ReadonlyMap<string, SipElement>
  /** What a proxy in front of the elements saw, as if the edge had seen it. */
  readonly hear: (event: EdgeEvent) => void
  readonly close: () => Promise<void>
}

interface SipParts {
  readonly server: Server
  readonly log: CallLog
  readonly keeper: StoredDialogs
  readonly admitMonitor: EdgeOptions['admitMonitor']
  readonly tickets: Pick<Tickets, 'drafts'>
  readonly surveys: Pick<Surveys, 'sent'>
}

/** Opens the edge on the HTTP server; what happens there goes into the log of calls and to the seats. */
export function openSip(base: Base, seats: Seats, parts: SipParts): Sip {
  const { log, keeper } = parts
  const { clock, options, late } = base
  const { domain } = options
  const stream = createCallStream(randomId, base.onError('call-stream'))
  const queues = openQueues(base, seats, { stream, log })
  const resumed = resumeCalls(stream, log, keeper)
  const edge = createSipEdge({
    server: parts.server,
    domain,
    lookup: (user) => credentials(base, user),
    allowOrigin: (origin) => originAllowed(origin, originsOf(base)),
    admitMonitor: parts.admitMonitor,
    callData: createCallDataPort(base, log, parts.tickets.drafts.matterOfSeat),
    isSeat: (user) => seats.accounts.has(user),
    elements: queues.elements,
    inner: queues.inner,
    services: new Set([surveyUser]),
    focus: options.focus?.user,
    clock,
    newId: randomId,
    onError: base.onError('sip'),
    keeper: { ...keeper, dialogs: resumed },
  })
  late.edge = edge
  const hear = (event: EdgeEvent) => {
    if (event.type === 'registered' || event.type === 'unregistered') {
      seats.presence.phones(event.user, event.type === 'registered' ? event.contacts : 0)
      seats.roster.phonesChanged()
    } else if (event.type === 'sent') parts.surveys.sent(event)
    else stream.fromEdge(event, queues)
  }
  const stops = [stream.events.on(log.record), seats.roster.onChange(queues.changed), edge.events.on(hear)]
  return {
    edge,
    // Who a proxy lets through to them is not known here: it reaches the hotline alone.
    elements: new Map([...queues.elements].filter(([user]) => !queues.inner.has(user))),
    hear,
    async close() {
      queues.close()
      await edge.close()
      for (const stop of stops) stop()
      await keeper.settled()
    },
  }
}

/** Takes answered calls up where the last run left them; dialogs of calls that are over are forgotten. */
function resumeCalls(stream: CallStream, log: CallLog, keeper: StoredDialogs): KeptDialog[] {
  const alive: KeptDialog[] = []
  for (const dialog of keeper.dialogs) {
    const call = log.bySipCallId(dialog.callId)
    if (!call || call.endedAt !== null || call.seat === null) keeper.drop(dialog)
    else {
      const { callId, sipCallId, direction, seat } = call
      stream.resume({ callId, sipCallId, direction, seat, talking: dialog.seats })
      alive.push(dialog)
    }
  }
  return alive
}

async function credentials({ storage, clock, options }: Base, user: string): Promise<readonly string[]> {
  const session = await findSipHa1(storage.db, user, clock.now())
  const { focus, domain } = options
  const ofFocus = focus?.user === user && focus.secret !== null ? [sipHa1(user, domain, focus.secret)] : []
  return [...(session === null ? [] : [session]), ...ofFocus, ...(options.sandbox?.sipCredentials(user) ?? [])]
}

/** Origins both sockets take: the pages' own. */
export function originsOf({ options, late }: Base): readonly string[] {
  const own = options.hostNames.map((name) => `http://${/:\d+$/.test(name) ? name : `${name}:${late.port}`}`)
  return [...own, ...options.origins]
}
