import type { SipAnswer, SipElement, SipRequest } from '../../ports/sip.ts'
import { headerList } from '../message/headers.ts'
import type { Essentials } from '../message/read.ts'
import { answer } from '../message/respond.ts'
import { parseSipUri } from '../message/uri.ts'
import { methods, requiredExtensions } from '../proxy/admission.ts'
import { type ProxyNews, readNews } from './proxy-news.rules.ts'

/** What is done with a request of a trusted proxy. */
export type RequestVerdict =
  | { readonly kind: 'answer'; readonly answer: SipAnswer }
  | { readonly kind: 'call'; readonly element: SipElement }
  | { readonly kind: 'news'; readonly news: ProxyNews }

/** What the server behind the proxy stands for. */
export interface ElementTerms {
  readonly elements: ReadonlyMap<string, SipElement>
  /** Hosts of Request-URIs that are ours, in lower case. */
  readonly hosts: ReadonlySet<string>
}

export const elementAllow = { name: 'Allow', value: 'INVITE, ACK, CANCEL, OPTIONS, PUBLISH' }
const say = (status: number, ...headers: { name: string; value: string }[]): RequestVerdict => ({
  kind: 'answer',
  answer: answer(status, headers),
})

/** Decides over a request in the order of RFC 3261 8.2. No dialog is ever made here, so none can be meant by a To tag. */
export function decideRequest(request: SipRequest, essentials: Essentials, terms: ElementTerms): RequestVerdict {
  const { method } = request
  if (!methods.includes(method) && method !== 'PUBLISH') return say(501, elementAllow)
  if (essentials.toTag !== null || method === 'BYE') return say(481)
  if (!['INVITE', 'OPTIONS', 'PUBLISH'].includes(method)) return say(405, elementAllow)
  const uri = parseSipUri(request.uri)
  if (!uri || !terms.hosts.has(uri.host)) return say(404)
  const element = terms.elements.get(uri.user ?? '')
  if (uri.user !== null && !element) return say(404)
  const extensions = requiredExtensions(request)
  if (extensions.length > 0) return say(420, { name: 'Unsupported', value: extensions.join(', ') })
  if (method === 'OPTIONS') return say(200, elementAllow, { name: 'Accept', value: 'application/sdp' })
  if (method === 'PUBLISH') {
    const news = readNews(request)
    return news.ok ? { kind: 'news', news: news.news } : say(news.status, ...news.headers)
  }
  return element ? { kind: 'call', element } : say(484)
}

/** Why a call comes back: the first SIP cause of a Reason header (RFC 3326) that is a refusal. */
export function reasonCause(request: SipRequest): number | null {
  for (const value of headerList(request, 'reason') ?? []) {
    const cause = /^SIP[ \t]*;.*\bcause[ \t]*=[ \t]*"?([3-6]\d\d)\b/i.exec(value)?.[1]
    if (cause !== undefined) return Number(cause)
  }
  return null
}

/** Who calls: what the proxy asserts (RFC 3325 9.1: it is trusted), else the From it has authenticated. */
export function callerOf(request: SipRequest, essentials: Essentials): string {
  for (const value of headerList(request, 'p-asserted-identity') ?? []) {
    const user = parseSipUri(/<([^>]*)>/.exec(value)?.[1] ?? value.trim())?.user
    if (user) return user
  }
  return essentials.fromUser
}
