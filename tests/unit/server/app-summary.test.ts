import { describe, expect, it } from 'vitest'
import { createSummaryOf, createWrittenBy } from '#server/app-summary.ts'
import type { StoredCall } from '#server/telephony/calls.repository.ts'
import { expertSummarySchema } from '#shared/contract/socket/expert-summary.schema.ts'

const call = { callId: 'c1', number: '13800001234' } as StoredCall
const demand = { type: 'help', matter: '市政 / 照明 / 路灯不亮', place: '河东区', title: '路灯不亮' }
const summary = (confidential: boolean) =>
  createSummaryOf({
    demandOf: async () => ({ ...demand, content: '灯杆 12 号', confidential, ticketNo: null }),
    talkOf: async () => [{ seq: 1, role: 'caller', text: '什么时候能修？', startMs: 0 }],
  })(call)

describe('what an expert is told of a call', () => {
  it('is what the contract lets through, from the draft and the talk', async () => {
    expect(expertSummarySchema.parse(await summary(false))).toEqual({
      who: '138****1234',
      what: { from: 'ticket', ...demand },
      asked: { from: 'question', text: '什么时候能修?' },
    })
  })

  it('names no number of a confidential demand', async () => {
    expect((await summary(true)).who).toBeNull()
  })

  it('is empty before anything was written or said', async () => {
    const nothing = createSummaryOf({ demandOf: async () => null, talkOf: async () => [] })
    expect(expertSummarySchema.parse(await nothing(call))).toEqual({
      who: '138****1234',
      what: { from: 'nothing' },
      asked: { from: 'nothing' },
    })
  })
})

describe('what the next seat reads of a call that was handed on', () => {
  it('is what the contract lets through, the matter by its own name alone', async () => {
    const words = { ...demand, content: '灯杆 12 号', confidential: true, ticketNo: null }
    expect(await createWrittenBy(async () => words)('c1', '8001')).toEqual({
      title: '路灯不亮',
      content: '灯杆 12 号',
      matter: '路灯不亮',
      place: '河东区',
      ticketNo: null,
    })
    expect(await createWrittenBy(async () => null)('c1', '8001')).toBeNull()
  })
})
