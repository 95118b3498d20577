import { randomUUID } from 'node:crypto'
import { type Invitation, type Referral, Registerer, type Session, SessionState, UserAgent } from 'sip.js'
import { createPartyMedia, type PartyMedia } from '#server/sandbox/party/party-media.ts'
import { PartyTransport } from '#server/sandbox/party/party-transport.ts'
import { readRaw } from '../raw-sip.ts'
import { ConferencePackage } from './conference-package.ts'
import { Room } from './room.ts'

export interface FocusOptions {
  /** WebSocket of the edge. */
  readonly url: string
  readonly user: string
  readonly domain: string
  readonly password: string
}

/** A conference focus (RFC 4579) for tests: a factory, rooms that mix PCMU, and the conference package. */
export interface TestFocus {
  /** User parts of its conferences. */
  readonly conferences: () => readonly string[]
  /** Entities in each conference. */
  readonly rooms: () => readonly (readonly string[])[]
  /** Status it answers INVITEs to its factory with, and those of conferences; null: they are let in. */
  refuse: { factory: number | null; rooms: number | null }
  /** The machine goes down: no BYE, no sound, no connection. */
  die(): void
  close(): Promise<void>
}

interface Hall {
  readonly options: FocusOptions
  readonly rooms: Map<string, { room: Room; news: ConferencePackage }>
  readonly send: (text: string) => void
}

const conferenceUri = ({ user, domain }: FocusOptions, room: string) => `sip:${user}.${room}@${domain}`

function roomOf(hall: Hall, name: string) {
  const known = hall.rooms.get(name)
  if (known) return known
  const made = { room: new Room(name), news: new ConferencePackage(conferenceUri(hall.options, name), hall.send) }
  hall.rooms.set(name, made)
  return made
}

/** Tells who referred how it went (RFC 3515 2.4.4). */
function report(session: Session, status: string): void {
  session.dialog?.notify(undefined, {
    extraHeaders: ['Event: refer', 'Subscription-State: terminated;reason=noresource'],
    body: { contentDisposition: 'render', contentType: 'message/sipfrag;version=2.0', content: `SIP/2.0 ${status}` },
  })
}

/** RFC 4579 5.11: a REFER with the method BYE sends a member away. */
async function referred(room: Room, session: Session, referral: Referral): Promise<void> {
  const entity = /<(sip:[^;>]+);method=BYE>/.exec(referral.request.getHeader('refer-to') ?? '')?.[1]
  const member = room.members.find((each) => each.entity === entity)
  await referral.accept()
  if (!member) return report(session, '404 Not Found')
  await member.session.bye()
  report(session, '200 OK')
}

/**
 * Several addresses in one user agent, which sip.js does not know: the conference a request is for is put into a header and back into the Contact
 * of its answer; SUBSCRIBEs, which it does not know either, are answered here.
 */
function weave(agent: UserAgent, hall: Hall): Map<string, string> {
  const { transport } = agent
  const roomOfCall = new Map<string, string>()
  const { user, domain } = hall.options
  const inner = transport.onMessage
  const own = agent.contact.uri.user ?? ''
  transport.onMessage = (text) => {
    const [line = ''] = text.split('\r\n')
    const [, method, room = ''] = new RegExp(`^(\\w+) sip:${user}(?:\\.([\\w-]+))?@`).exec(line) ?? []
    const { header } = readRaw(text)
    if (method === 'SUBSCRIBE') return roomOf(hall, room).news.subscribed(text)
    if (/NOTIFY$/.test(header('CSeq')) && !method && !roomOfCall.has(header('Call-ID'))) return
    if (method === 'INVITE' && !roomOfCall.has(header('Call-ID')))
      roomOfCall.set(header('Call-ID'), room || randomUUID().slice(0, 8))
    inner?.(method ? text.replace(/ sip:[^@ ]+@/, ` sip:${own}@`) : text)
  }
  const send = transport.send.bind(transport)
  transport.send = (text) => {
    const { status, header } = readRaw(text)
    const room = roomOfCall.get(header('Call-ID'))
    const accepts = status >= 200 && status < 300 && /INVITE$/.test(header('CSeq')) && room !== undefined
    const contact = `Contact: <${conferenceUri({ ...hall.options, user, domain }, room ?? '')}>;isfocus`
    return send(accepts ? text.replace(/^Contact:.*$/im, contact) : text)
  }
  return roomOfCall
}

export async function startFocus(options: FocusOptions): Promise<TestFocus> {
  const uri = UserAgent.makeURI(`sip:${options.user}@${options.domain}`)
  if (!uri) throw new TypeError('The focus has no valid address')
  const media = new Map<Session, PartyMedia>()
  const mediaOf = (session: Session): PartyMedia => {
    const made = media.get(session) ?? createPartyMedia(() => media.delete(session))
    media.set(session, made)
    return made
  }
  const refuse: TestFocus['refuse'] = { factory: null, rooms: null }
  const invited = async (invitation: Invitation): Promise<void> => {
    const { callId } = invitation.request
    const toFactory = invitation.request.to.uri.user === options.user
    const status = toFactory ? refuse.factory : refuse.rooms
    if (status !== null) return invitation.reject({ statusCode: status })
    const { room, news } = roomOf(hall, roomOfCall.get(callId) ?? '')
    const { uri: from, displayName } = invitation.remoteIdentity
    const member = { entity: `sip:${from.user}@${from.host}`, name: displayName ?? '', session: invitation }
    invitation.delegate = { onRefer: (referral) => void referred(room, invitation, referral) }
    invitation.stateChange.addListener((state) => {
      if (state === SessionState.Established) room.join(member, mediaOf(invitation))
      if (state === SessionState.Terminated) room.leave(invitation)
      if (state === SessionState.Established || state === SessionState.Terminated) news.changed([...room.members])
    })
    await invitation.accept()
  }
  const agent = new UserAgent({
    uri,
    authorizationUsername: options.user,
    authorizationPassword: options.password,
    transportConstructor: PartyTransport,
    transportOptions: { server: options.url },
    sessionDescriptionHandlerFactory: mediaOf,
    contactParams: { transport: 'ws' },
    logBuiltinEnabled: false,
    gracefulShutdown: false,
    delegate: { onInvite: (invitation) => void invited(invitation).catch(() => undefined) },
  })
  const hall: Hall = {
    options,
    rooms: new Map(),
    send: (text) => void agent.transport.send(text).catch(() => undefined),
  }
  const roomOfCall = weave(agent, hall)
  await agent.start()
  const registerer = new Registerer(agent, { expires: 300 })
  await new Promise<void>((resolve, reject) => {
    const delegate = { onAccept: () => resolve(), onReject: () => reject(new Error('The focus was not registered.')) }
    registerer.register({ requestDelegate: delegate }).catch(reject)
  })
  const die = (): void => {
    for (const one of [...media.values()]) one.close()
    if (agent.transport instanceof PartyTransport) agent.transport.cut()
  }
  return {
    refuse,
    conferences: () => [...hall.rooms.keys()].map((room) => `${options.user}.${room}`),
    rooms: () => [...hall.rooms.values()].map(({ room }) => room.members.map(({ entity }) => entity)),
    die,
    async close() {
      die()
      await agent.stop().catch(() => undefined)
    },
  }
}
