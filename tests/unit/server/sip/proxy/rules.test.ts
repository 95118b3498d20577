import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestOf } from '#server/sip/proxy/best-response.rules.ts'
import { offersHold } from '#server/sip/proxy/hold.rules.ts'
import { decideInvite, type ReplacedCall } from '#server/sip/proxy/invite.rules.ts'
import { declineCauseOf } from '#shared/telephony/decline.rules.ts'

type Special = ReplacedCall | 'foreign' | 'referred' | null
const decide = (caller: string, dialled: string, special: Special = null) => {
  const decision = decideInvite({
    caller,
    dialled,
    replaced: special === 'referred' ? null : special,
    referred: special === 'referred',
    isService: (user) => user === 'survey',
    isFocus: (user) => /^conf(\.|$)/.test(user),
    isSeat: (user) => /^\d{4}$/.test(user),
    isElement: (user) => user === '12345' || user === '66002',
    isInner: (user) => user === '66002',
  })
  return decision.kind === 'refused' ? decision.status : `${decision.kind} ${decision.user}`
}

/** Names of seats, queue, citizens and numbers among all the nonsense. */
const anythingDialled = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^\d{3,6}$/),
  fc.stringMatching(/^(\+86)?1[3-9]\d{9}$/),
  fc.stringMatching(/^citizen-\w{1,5}$/),
  fc.constant('12345'),
)

describe('who may call whom', () => {
  it.each([
    ['citizen-1', '12345', 'element 12345'],
    ['citizen-1', '8001', 403],
    ['citizen-1', 'citizen-2', 403],
    ['citizen-1', '13800000000', 403],
    ['citizen-1', '', 484],
    ['8001', '12345', 'element 12345'],
    ['8001', '9001', 'user 9001'],
    ['8001', '8001', 403],
    ['8001', '13800000000', 'user citizen-13800000000'],
    ['8001', '+8613800000000', 'user citizen-8613800000000'],
    ['8001', 'citizen-anna', 'user citizen-anna'],
    ['8001', 'anna', 404],
    ['8001', '1', 404],
    ['', '8001', 403],
  ])('%s dialling %s: %s', (caller, dialled, outcome) => {
    expect(decide(caller, dialled)).toBe(outcome)
  })

  it('lets only whom a seat sent into a queue beside the hotline’s', () => {
    for (const caller of ['citizen-1', '8001', '']) expect(decide(caller, '66002')).toBe(403)
    expect(decide('citizen-1', '66002', 'referred')).toBe('element 66002')
    expect(decide('citizen-1', '12345', 'referred')).toBe('element 12345')
  })

  it('lets seats and whom a seat sent there into the focus and its conferences, and nobody else', () => {
    for (const conference of ['conf', 'conf.1']) {
      for (const caller of ['citizen-1', 'conf', '']) expect(decide(caller, conference)).toBe(403)
      expect(decide('8001', conference)).toBe(`user ${conference}`)
      expect(decide('citizen-1', conference, 'referred')).toBe(`user ${conference}`)
      expect(decide('8001', conference, 'foreign')).toBe(481)
      expect(decide('8001', conference, { own: true, peer: 'conf' })).toBe('peer conf')
      expect(decide('citizen-1', conference, { own: true, peer: 'conf' })).toBe(403)
      expect(decide('8001', conference, { own: false, peer: '9001' })).toBe(403)
    }
    expect(decide('8001', 'conference')).toBe(404)
    for (const called of ['8001', 'citizen-1', '13800000000']) expect(decide('conf', called)).toBe(403)
  })

  it('lets nobody to the survey but whom a seat sent there', () => {
    for (const caller of ['citizen-1', '8001', '']) expect(decide(caller, 'survey')).toBe(403)
    expect(decide('citizen-1', 'survey', 'referred')).toBe('user survey')
    expect(decide('citizen-1', 'survey', 'foreign')).toBe(403)
    expect(decide('citizen-1', 'survey', { own: false, peer: 'survey' })).toBe(403)
  })

  it.each([
    ['8001', 'citizen-1', { own: true, peer: 'citizen-1' }, 'peer citizen-1'],
    ['8001', '1380000', { own: true, peer: 'citizen-1380000' }, 'peer citizen-1380000'],
    ['8001', '9001', { own: true, peer: 'citizen-1' }, 403],
    ['8001', 'citizen-1', 'foreign', 481],
    ['citizen-1', '8001', { own: true, peer: '8001' }, 403],
    ['citizen-1', '9001', { own: false, peer: '9001' }, 'user 9001'],
    ['citizen-1', '8002', { own: false, peer: '9001' }, 403],
    ['citizen-1', '12345', 'foreign', 481],
    ['citizen-1', '9001', 'referred', 'user 9001'],
    ['citizen-1', 'citizen-2', 'referred', 'user citizen-2'],
    ['citizen-1', 'anna', 'referred', 404],
  ] as const)('%s to %s replacing %o: %s', (caller, dialled, replaced, outcome) => {
    expect(decide(caller, dialled, replaced)).toBe(outcome)
  })

  it('lets no citizen reach anything but the queue without Replaces, whatever it dials', () => {
    fc.assert(
      fc.property(fc.string(), anythingDialled, (name, dialled) => {
        const outcome = decide(`citizen-${name}`, dialled)
        return outcome === 'element 12345' ? dialled === '12345' : typeof outcome === 'number'
      }),
    )
  })
})

describe('what a failed attempt means', () => {
  it.each([
    [408, 'no-answer'],
    [486, 'busy'],
    [600, 'busy'],
    [480, 'rejected'],
    [603, 'rejected'],
    [403, 'rejected'],
    [430, 'unreachable'],
    [404, 'unreachable'],
    [503, 'unreachable'],
  ] as const)('%i: %s', (status, cause) => {
    expect(declineCauseOf(status)).toBe(cause)
  })

  it('chooses the answer: a 6xx before all, else the lowest class', () => {
    expect(bestOf([486, 603, 408])).toBe(603)
    expect(bestOf([503, 486, 404])).toBe(486)
    expect(bestOf([430])).toBe(430)
    expect(bestOf([])).toBe(430)
  })
})

describe('hold in an offer', () => {
  const offer = (...lines: string[]) => ['v=0', 's=-', ...lines, ''].join('\r\n')
  it.each([
    ['nothing said', offer('m=audio 9 RTP/AVP 0'), false],
    ['sendrecv', offer('m=audio 9 RTP/AVP 0', 'a=sendrecv'), false],
    ['recvonly', offer('m=audio 9 RTP/AVP 0', 'a=recvonly'), false],
    ['sendonly', offer('m=audio 9 RTP/AVP 0', 'a=mid:0', 'a=sendonly'), true],
    ['inactive', offer('m=audio 9 RTP/AVP 0', 'a=inactive'), true],
    ['for the whole session', offer('a=inactive', 'm=audio 9 RTP/AVP 0'), true],
    ['overruled by the section', offer('a=inactive', 'm=audio 9 RTP/AVP 0', 'a=sendrecv'), false],
    ['of the video alone', offer('m=audio 9 RTP/AVP 0', 'a=sendrecv', 'm=video 9 RTP/AVP 96', 'a=inactive'), false],
    ['without audio', offer('m=video 9 RTP/AVP 96', 'a=inactive'), null],
    ['of an empty body', '', null],
  ])('%s', (_name, sdp, held) => {
    expect(offersHold(sdp)).toBe(held)
  })
})
