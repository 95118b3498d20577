import { type EndCause, endCauses } from '#shared/telephony/call-event.ts'
import type { SipHeader, SipRequest } from '../../ports/sip.ts'
import { headerLine } from '../message/headers.ts'

/** What a proxy says that it alone can see: PUBLISH (RFC 3903) with the package below, one piece a request. */
export type ProxyNews =
  | { readonly type: 'phones'; readonly user: string; readonly contacts: number }
  | { readonly type: 'dialled'; readonly sipCallId: string; readonly seat: string; readonly target: string }
  | { readonly type: 'answered'; readonly sipCallId: string; readonly seat: string }
  | { readonly type: 'given-up'; readonly sipCallId: string; readonly cause: EndCause }
  | { readonly type: 'ended'; readonly sipCallId: string; readonly cause: EndCause }

export const newsPackage = 'lianxian-call'

type Read =
  | { readonly ok: true; readonly news: ProxyNews }
  | { readonly ok: false; readonly status: number; readonly headers: readonly SipHeader[] }

const refuse = (status: number, name: string, value: string): Read => ({
  ok: false,
  status,
  headers: [{ name, value }],
})

const users = /^[\w.+-]{1,64}$/

/** Reads a PUBLISH; a refusal names the header that is wrong. */
export function readNews(request: SipRequest): Read {
  if (headerLine(request, 'event')?.split(';')[0]?.trim() !== newsPackage)
    return refuse(489, 'Allow-Events', newsPackage)
  const field = (name: string) => headerLine(request, name) ?? ''
  const bad = (name: string) => refuse(400, 'Error-Info', `<sip:${name}@field.invalid>`)
  const type = field('x-news')
  const seat = field('x-seat')
  if (type === 'phones') {
    const contacts = field('x-contacts')
    if (!users.test(seat)) return bad('X-Seat')
    if (!/^\d{1,3}$/.test(contacts)) return bad('X-Contacts')
    return { ok: true, news: { type, user: seat, contacts: Number(contacts) } }
  }
  const sipCallId = field('x-call-id')
  if (sipCallId === '' || sipCallId.length > 256) return bad('X-Call-ID')
  if (type === 'answered' || type === 'dialled') {
    if (!users.test(seat)) return bad('X-Seat')
    if (type === 'answered') return { ok: true, news: { type, sipCallId, seat } }
    const target = field('x-target')
    return users.test(target) ? { ok: true, news: { type, sipCallId, seat, target } } : bad('X-Target')
  }
  if (type !== 'given-up' && type !== 'ended') return bad('X-News')
  const cause = endCauses.find((each) => each === field('x-cause'))
  return cause ? { ok: true, news: { type, sipCallId, cause } } : bad('X-Cause')
}
