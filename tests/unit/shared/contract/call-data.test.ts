import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeCallData, mostCallDataOctets, parseCallData } from '#shared/contract/call-data.schema.ts'
import { type CallData, callDataOf } from '#shared/telephony/call-data.ts'

const text = (form: RegExp) => fc.stringMatching(form)
const anyData: fc.Arbitrary<CallData> = fc.record({
  callId: text(/^[\w-]{1,36}$/),
  city: text(/^\d{6}$/),
  matter: text(/^(\d{6})?$/),
  place: text(/^(\d{6}|\d{9}|\d{12})?$/),
  urgency: fc.constantFrom('', 'normal', 'urgent', 'critical'),
  language: text(/^([A-Za-z]{2,3}(-[0-9A-Za-z]{2,4})?)?$/),
  ticketNo: text(/^[0-9A-Z]{0,18}$/),
  confidential: fc.constant(false),
})
const hexOf = (said: string) => Buffer.from(said, 'utf8').toString('hex')
const usual: CallData = {
  callId: 'k3JtV0yqQ9mXw1aZb2Cd4E',
  city: '120000',
  matter: '190305',
  place: '120102001003',
  urgency: 'critical',
  language: 'zh-CN',
  ticketNo: 'TJ20261126000123',
  confidential: false,
}

describe('Call data of one hotline for another', () => {
  it('come out as they went in, and fit into 128 octets at their longest', () => {
    fc.assert(
      fc.property(anyData, (data) => {
        const hex = encodeCallData(data)
        expect(hex).toMatch(/^([0-9a-f]{2})+$/)
        expect((hex ?? '').length / 2).toBeLessThanOrEqual(mostCallDataOctets)
        expect(parseCallData(hex ?? '')).toEqual(data)
      }),
    )
    const longest = { ...usual, callId: '-'.repeat(36), language: 'yue-Hant', ticketNo: '9'.repeat(18) }
    expect(parseCallData(encodeCallData(longest) ?? '')).toEqual(longest)
  })

  it('hold no free text: a field that is not of its form is not sent at all', () => {
    for (const bad of [{ matter: '漏水' }, { ticketNo: 'a b' }, { urgency: 'now' }, { callId: '' }, { city: 'TJ' }])
      expect(encodeCallData({ ...usual, ...bad })).toBeNull()
  })

  it('say nothing of a confidential demand but that it is one, on either side', () => {
    const about = {
      matter: '190305',
      place: '120102',
      urgency: 'urgent',
      language: 'ko',
      ticketNo: 'TJ1',
      confidential: true,
    }
    const data = callDataOf({ callId: 'c1', city: '120000' }, about)
    const hidden = { matter: '', place: '', urgency: '', ticketNo: '', confidential: true }
    expect(data).toEqual({ callId: 'c1', city: '120000', language: '', ...hidden })
    const talkative = hexOf('[1,"c1","120000","190305","120102","urgent","","TJ1",1]')
    expect(parseCallData(talkative)).toEqual({ callId: 'c1', city: '120000', language: '', ...hidden })
  })

  it('are nothing where they are garbage, of another version, or too long', () => {
    const garbage = ['', 'zz', '7', '00', hexOf('null'), hexOf('{}'), hexOf('[2,"c","120000","","","","","",0]')]
    for (const hex of [...garbage, hexOf('[1,"c","120000","","","","","",0]').padEnd(2 * 129, '20'), `${hexOf('[1')}7`])
      expect(parseCallData(hex)).toBeNull()
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.uint8Array().map((octets) => Buffer.from(octets).toString('hex')),
        ),
        (said) => {
          expect(parseCallData(said)).toBeNull()
        },
      ),
    )
  })
})
