import { randomUUID } from 'node:crypto'
import { type RawMessage, readRaw } from '../raw-sip.ts'
import type { Member } from './room.ts'

interface Subscription {
  readonly subscribe: RawMessage
  readonly tag: string
  cseq: number
  version: number
}

const escaped = (text: string) => text.replace(/[<&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const userXml = ({ entity, name }: Member, state: 'full' | 'deleted') =>
  `<user entity="${escaped(entity)}" state="${state}">${
    state === 'deleted'
      ? ''
      : `<display-text>${escaped(name)}</display-text><endpoint entity="${escaped(entity)}"><status>connected</status></endpoint>`
  }</user>`

/** The notifier's side of the conference package (RFC 4575) of one conference: a whole document first, what has changed after it. */
export class ConferencePackage {
  readonly #entity: string
  readonly #send: (text: string) => void
  readonly #subscriptions = new Map<string, Subscription>()
  #known: readonly Member[] = []

  constructor(entity: string, send: (text: string) => void) {
    this.#entity = entity
    this.#send = send
  }

  subscribed(text: string): void {
    const subscribe = readRaw(text)
    const callId = subscribe.header('Call-ID')
    const subscription = this.#subscriptions.get(callId) ?? {
      subscribe,
      tag: randomUUID().slice(0, 8),
      cseq: 0,
      version: 0,
    }
    this.#subscriptions.set(callId, subscription)
    const over = subscribe.header('Expires') === '0'
    this.#send(answerTo(text, subscription.tag, this.#entity))
    this.#notify(subscription, 'full', this.#known.map((member) => userXml(member, 'full')).join(''), over)
    if (over) this.#subscriptions.delete(callId)
  }

  changed(members: readonly Member[]): void {
    const came = members.filter((member) => !this.#known.includes(member))
    const went = this.#known.filter((member) => !members.includes(member))
    this.#known = members
    const users = [...went.map((member) => userXml(member, 'deleted')), ...came.map((each) => userXml(each, 'full'))]
    for (const subscription of this.#subscriptions.values())
      this.#notify(subscription, 'partial', users.join(''), false)
  }

  #notify(subscription: Subscription, state: 'full' | 'partial', users: string, over: boolean): void {
    const { subscribe, tag } = subscription
    subscription.cseq += 1
    subscription.version += 1
    const body = `<?xml version="1.0" encoding="UTF-8"?><conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="${this.#entity}" state="${state}" version="${subscription.version}"><users>${users}</users></conference-info>`
    const contact = /<([^>]+)>/.exec(subscribe.header('Contact'))?.[1] ?? ''
    this.#send(
      [
        `NOTIFY ${contact} SIP/2.0`,
        `Via: SIP/2.0/WS focus.invalid;branch=z9hG4bK${randomUUID().slice(0, 12)}`,
        `From: ${withTag(subscribe.header('To'), tag)}`,
        `To: ${subscribe.header('From')}`,
        `Call-ID: ${subscribe.header('Call-ID')}`,
        `CSeq: ${subscription.cseq} NOTIFY`,
        'Max-Forwards: 70',
        `Contact: <${this.#entity}>`,
        'Event: conference',
        `Subscription-State: ${over ? 'terminated;reason=timeout' : 'active;expires=600'}`,
        'Content-Type: application/conference-info+xml',
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    )
  }
}

const withTag = (to: string, tag: string) => (/;tag=/.test(to) ? to : `${to};tag=${tag}`)

/** 200 with the headers RFC 3261 8.2.6.2 and RFC 6665 4.2.1.1 want. */
function answerTo(request: string, tag: string, contact: string): string {
  const kept = request.split('\r\n').filter((line) => /^(Via|From|Call-ID|CSeq|Record-Route):/i.test(line))
  const { header } = readRaw(request)
  return [
    'SIP/2.0 200 OK',
    ...kept,
    `To: ${withTag(header('To'), tag)}`,
    `Contact: <${contact}>`,
    `Expires: ${header('Expires') || '600'}`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n')
}
