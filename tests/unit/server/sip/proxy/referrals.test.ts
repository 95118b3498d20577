import { describe, expect, it } from 'vitest'
import { createReferrals, referToOf } from '#server/sip/proxy/referrals.ts'

const replaces = { callId: 'consult', fromTag: 'a', toTag: 'b' }
const followed = { referee: 'citizen-1', target: '9001', replaces }
const referral = { ...followed, referrer: '8001', within: 'main' }
const blind = { ...referral, replaces: null }

describe('a referral', () => {
  it('may be followed by whom it was given to, into the call it names', () => {
    const referrals = createReferrals(() => 0)
    referrals.add(referral)
    expect(referrals.take(followed)).toMatchObject({ referrer: '8001', within: 'main' })
    expect(referrals.take(followed)).toBeUndefined()
  })

  it('without Replaces may be followed by a call of its own, and by nothing else', () => {
    const referrals = createReferrals(() => 0)
    referrals.add(blind)
    expect(referrals.take({ ...followed, replaces: null })).toMatchObject({ referrer: '8001' })
    expect(referrals.take(followed)).toBeUndefined()
  })

  it.each([
    ['by somebody else', { referee: 'citizen-2' }],
    ['to somebody else', { target: '9002' }],
    ['by a call of its own', { replaces: null }],
    ['into another call', { replaces: { ...replaces, callId: 'other' } }],
    ['with another tag of the caller', { replaces: { ...replaces, fromTag: 'x' } }],
    ['with another tag of the callee', { replaces: { ...replaces, toTag: 'x' } }],
  ])('may not be followed %s', (_what, other) => {
    const referrals = createReferrals(() => 0)
    referrals.add(referral)
    expect(referrals.take({ ...followed, ...other })).toBeUndefined()
  })

  it('ends after a minute', () => {
    let now = 0
    const referrals = createReferrals(() => now)
    referrals.add(referral)
    now = 59_999
    expect(referrals.take(followed)).toBeDefined()
    referrals.add(referral)
    now = 119_999
    expect(referrals.take(followed)).toBeUndefined()
  })
})

describe('a Refer-To', () => {
  const read = (value: string) =>
    referToOf(
      { kind: 'request', method: 'REFER', uri: 'sip:x@y', headers: [{ name: 'Refer-To', value }], body: '' },
      'home.test',
    )

  it('names a user of the domain, with or without the dialog to take over', () => {
    expect(read('<sip:9001@home.test>')).toEqual({ target: '9001', replaces: null, method: 'INVITE' })
    expect(read('<sip:9001@home.test?Replaces=consult%3Bto-tag%3Db%3Bfrom-tag%3Da>')).toEqual({
      target: '9001',
      replaces,
      method: 'INVITE',
    })
    expect(read('<sip:9001@home.test;method=BYE>')).toEqual({ target: '9001', replaces: null, method: 'BYE' })
  })

  it.each([
    ['another domain', '<sip:9001@away.test>'],
    ['no user', '<sip:home.test>'],
    ['no address', 'nothing'],
    ['a Replaces without tags', '<sip:9001@home.test?Replaces=consult>'],
    ['a Replaces that can’t be unescaped', '<sip:9001@home.test?Replaces=%E0%A4%A>'],
  ])('is refused with %s', (_what, value) => expect(read(value)).toBeUndefined())
})
