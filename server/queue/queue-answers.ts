import type { SipAnswer } from '../ports/sip.ts'

/** 182 with the place in the queue (RFC 3261 21.1.4: the phrase may say more); the header is for programs. */
export function queuedAnswer(user: string, domain: string, position: number): SipAnswer {
  return {
    status: 182,
    reason: `Queued; position ${position}`,
    headers: [
      { name: 'Contact', value: `<sip:${user}@${domain}>` },
      { name: 'X-Queue-Position', value: String(position) },
    ],
  }
}

/** 302 to a seat; the proxy in front follows it, the caller never sees it. */
export function redirectAnswer(seat: string, domain: string): SipAnswer {
  return {
    status: 302,
    reason: 'Moved Temporarily',
    headers: [{ name: 'Contact', value: `<sip:${seat}@${domain}>` }],
  }
}
