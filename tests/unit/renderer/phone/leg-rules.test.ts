import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonOfBye, reasonOfCancel, reasonOfStatus } from '#renderer/phone/legs/end-reason.rules.ts'
import { queuePosition } from '#renderer/phone/legs/queue-position.ts'
import { isUseful } from '#renderer/phone/media/gathering.ts'
import { type LegEndReason, legEndReasons } from '#shared/telephony/leg-state.ts'

const all = (codes: readonly number[], reason: LegEndReason) => Object.fromEntries(codes.map((code) => [code, reason]))

/** Every final status of RFC 3261 21.3 to 21.6 but 2xx, and two later ones. */
const statuses: Record<number, LegEndReason> = {
  ...all([300, 301, 302, 305, 380, 404, 410, 416, 482, 483, 484, 485, 502, 503, 504, 604], 'unreachable'),
  ...all([401, 402, 403, 405, 407], 'refused'),
  ...all([486, 600], 'busy'),
  ...all([603, 607, 608], 'rejected'),
  ...all([408, 480], 'no-answer'),
  ...all([415, 488, 606], 'media'),
  ...all([487], 'cancelled'),
  ...all([400, 406, 413, 414, 420, 421, 423, 481, 491, 493, 500, 501, 505, 513], 'failed'),
}

describe('why a call ended', () => {
  it.each(Object.entries(statuses))('is said by the final status of our INVITE: %s, %s', (status, reason) => {
    expect(reasonOfStatus(Number(status))).toBe(reason)
  })

  it.each([
    ['SIP;cause=200;text="Call completed elsewhere"', 'elsewhere'],
    ['Q.850;cause=16, SIP ; text="No answer" ; cause=408', 'no-answer'],
    ['sip;cause=480', 'no-answer'],
    ['SIP;cause=603;text="a, \\"b\\";cause=200"', 'rejected'],
    ['SIP;cause=600', 'busy'],
    ['Q.850;cause=26', 'elsewhere'],
    ['Q.850;cause=17;text="User busy"', 'busy'],
    ['Q.850;cause=19', 'no-answer'],
    ['Q.850;cause=21', 'rejected'],
    ['Q.850;cause=1', 'unreachable'],
    ['Q.850;cause=57', 'refused'],
    ['Q.850;cause=88', 'media'],
    ['Q.850;cause=41', 'failed'],
    ['SIP;cause=299, Q.850;cause=17', 'elsewhere'],
    ['SIP;cause=500, Q.850;cause=17', 'busy'],
    ['Preemption;cause=1;text="UA preemption"', 'cancelled'],
    ['Q.850;cause=16', 'cancelled'],
    ['Q.850;cause=200', 'cancelled'],
    ['SIP;cause=2000', 'cancelled'],
    ['SIP', 'cancelled'],
    ['', 'cancelled'],
    [undefined, 'cancelled'],
  ])('is said by the Reason header of a CANCEL: %s, %s', (header, reason) => {
    expect(reasonOfCancel(header)).toBe(reason)
  })

  it.each([
    [undefined, 'remote'],
    ['Q.850;cause=16;text="Normal call clearing"', 'remote'],
    ['SIP;cause=200', 'remote'],
    ['SIP;cause=408', 'remote'],
    ['SIP;cause=488', 'media'],
    ['Q.850;cause=38', 'failed'],
    ['Q.850;cause=27', 'unreachable'],
  ])('of an answered call is said by the Reason header of the BYE: %s, %s', (header, reason) => {
    expect(reasonOfBye(header)).toBe(reason)
  })

  it('is one of the list whatever stands in the header', () => {
    fc.assert(fc.property(fc.string(), (header) => legEndReasons.includes(reasonOfCancel(header))))
  })
})

describe('the place in the queue', () => {
  it('comes from its own header, else from the reason phrase, else nobody said', () => {
    expect(queuePosition('3', 'Queued; position 9')).toBe(3)
    expect(queuePosition(undefined, 'Queued; position 9')).toBe(9)
    expect(queuePosition(undefined, 'Queued')).toBeNull()
  })
})

describe('a candidate worth sending an offer for', () => {
  it('is a host candidate over UDP without servers, and one that gets through a NAT with servers', () => {
    expect(isUseful({ type: 'host', protocol: 'udp' }, false)).toBe(true)
    expect(isUseful({ type: 'host', protocol: 'tcp' }, false)).toBe(false)
    expect(isUseful({ type: 'host', protocol: 'udp' }, true)).toBe(false)
    expect(isUseful({ type: 'srflx', protocol: 'udp' }, true)).toBe(true)
    expect(isUseful({ type: 'relay', protocol: 'tcp' }, true)).toBe(true)
  })
})
