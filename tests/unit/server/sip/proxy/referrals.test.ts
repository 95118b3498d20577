import { describe, expect, it } from 'vitest'
import { createReferrals } from '#server/sip/proxy/referrals.ts'

const replaces = { callId: 'consult', fromTag: 'a', toTag: 'b' }
const referral = { referee: 'citizen-1', referrer: '8001', replaces: { ...replaces, earlyOnly: false } }

describe('a referral', () => {
  it('may be followed by whom it was given to, into the call it names', () => {
    const referrals = createReferrals(() => 0)
    referrals.add(referral)
    expect(referrals.find('citizen-1', referral.replaces)).toMatchObject({ referrer: '8001' })
  })

  it.each([
    ['by somebody else', 'citizen-2', {}],
    ['into another call', 'citizen-1', { callId: 'other' }],
    ['with another tag of the caller', 'citizen-1', { fromTag: 'x' }],
    ['with another tag of the callee', 'citizen-1', { toTag: 'x' }],
  ])('may not be followed %s', (_what, user, other) => {
    const referrals = createReferrals(() => 0)
    referrals.add(referral)
    expect(referrals.find(user, { ...referral.replaces, ...other })).toBeUndefined()
  })

  it('ends after a minute', () => {
    let now = 0
    const referrals = createReferrals(() => now)
    referrals.add(referral)
    now = 59_999
    expect(referrals.find('citizen-1', referral.replaces)).toBeDefined()
    now = 60_000
    expect(referrals.find('citizen-1', referral.replaces)).toBeUndefined()
  })
})
