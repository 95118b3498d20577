import { describe, expect, it } from 'vitest'
import { nextRecord } from '#shared/telephony/call-record.rules.ts'
import { numberOfUser } from '#shared/telephony/citizen-user.ts'

describe('the number of a SIP user', () => {
  it.each([
    ['citizen-14200001234', '14200001234'],
    ['citizen-+8614200001234', '14200001234'],
    ['citizen-014200001234', '14200001234'],
    ['citizen-92345678', '02292345678'],
    ['14200001234', '14200001234'],
    ['+8614200001234', '14200001234'],
    ['citizen-web-k3f9', null],
    ['citizen-anonymous', null],
    ['citizen-', null],
    ['anonymous', null],
    ['', null],
  ])('%j is %j', (user, number) => {
    expect(numberOfUser(user)).toBe(number)
  })

  it('is what a dialled call is kept under, and a name stays a name', () => {
    const dialled = { type: 'dialled', callId: 'c', sipCallId: 's', at: 1, seat: '8001', about: null } as const
    expect(nextRecord(null, { ...dialled, target: 'citizen-+8614200001234' })?.number).toBe('14200001234')
    expect(nextRecord(null, { ...dialled, target: '9001' })?.number).toBe('9001')
    expect(nextRecord(null, { ...dialled, target: 'citizen-web-k3f9' })?.number).toBe('citizen-web-k3f9')
  })
})
