import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SipRequest } from '#server/ports/sip.ts'
import { forwardedRequest } from '#server/sip/message/forward.ts'
import { withoutTopVia } from '#server/sip/message/received.ts'
import { callDataIn, withCallData } from '#server/sip/message/user-to-user.ts'

const invite = (...values: string[]): SipRequest => ({
  kind: 'request',
  method: 'INVITE',
  uri: 'sip:12345@sandbox.lianxian',
  headers: values.map((value) => ({ name: 'User-To-User', value })),
  body: '',
})

describe('User-to-User (RFC 7433)', () => {
  it('comes back as it was put there, alone', () => {
    const request = withCallData(invite('deadbeef;purpose=lianxian-call;encoding=hex'), '5b315d')
    expect(request.headers).toHaveLength(1)
    expect(callDataIn(request)).toBe('5b315d')
    expect(withCallData(invite(), null).headers).toEqual([])
  })

  it('is found among the data of other packages, quoted or not', () => {
    expect(callDataIn(invite())).toBeNull()
    expect(callDataIn(invite('56a390f3;encoding=hex'))).toBeNull()
    expect(callDataIn(invite('56a390f3;encoding=hex, "ab";Purpose=lianxian-call;encoding=hex'))).toBe('ab')
    expect(callDataIn(invite('56a3;encoding=hex', 'cd;purpose=lianxian-call;encoding=hex'))).toBe('cd')
  })

  it('is garbage where it cannot be read or is not in hex', () => {
    for (const value of ['"ab', 'ab;purpose=lianxian-call', 'ab;purpose=lianxian-call;purpose=x', 'ab;=;', '<'])
      expect(callDataIn(invite(value))).toBe('')
    fc.assert(fc.property(fc.string(), (value) => void callDataIn(invite(value))))
  })

  it('goes no further than this server, neither in requests nor in answers', () => {
    expect(forwardedRequest(invite('ab'), 'sip:8001@edge', null).headers.map(({ name }) => name)).toEqual([
      'Max-Forwards',
    ])
    const headers = [
      { name: 'Via', value: 'SIP/2.0/WS a' },
      { name: 'User-to-User', value: 'ab' },
    ]
    expect(withoutTopVia({ headers }).headers).toEqual([])
  })
})
