import { describe, expect, it } from 'vitest'
import { reasonOfCancel, reasonOfStatus } from '#renderer/phone/legs/end-reason.rules.ts'
import { queuePosition } from '#renderer/phone/legs/queue-position.ts'
import { isUseful } from '#renderer/phone/media/gathering.ts'

describe('why a call ended', () => {
  it('is said by the final status of our INVITE', () => {
    const said = [486, 600, 603, 408, 480, 404, 503, 403, 487, 488, 500].map(reasonOfStatus)
    expect(said).toEqual([
      'busy',
      'busy',
      'rejected',
      'no-answer',
      'no-answer',
      'unreachable',
      'unreachable',
      'refused',
      'cancelled',
      'media',
      'failed',
    ])
  })

  it('is said by the Reason header of a CANCEL', () => {
    expect(reasonOfCancel('SIP;cause=200;text="Call completed elsewhere"')).toBe('elsewhere')
    expect(reasonOfCancel('Q.850;cause=16, SIP ; text="No answer" ; cause=408')).toBe('no-answer')
    expect(reasonOfCancel('Q.850;cause=200')).toBe('cancelled')
    expect(reasonOfCancel(undefined)).toBe('cancelled')
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
