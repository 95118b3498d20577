import { describe, expect, it } from 'vitest'
import { ticketFieldFaults, ticketSchema } from '#shared/contract/ticket.schema.ts'
import type { TicketInput } from '#shared/ticket/ticket-values.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'

const good: TicketInput = {
  type: 'help',
  matter: '010201',
  place: '120102001',
  address: '',
  callerKind: '',
  name: '',
  phone: '13800001234',
  title: '河东区路灯不亮',
  content: '市民来电反映：近一周小区东侧道路十余盏路灯不亮。诉求：尽快维修。',
  urgency: '',
  confidential: false,
  handling: 'dispatch',
  declineReason: '',
  leadUnit: 'D120102-cgw',
  answerGiven: '',
  kbRefs: [],
}
const schema = ticketSchema(ticketData.catalogue)
const faults = (change: Partial<TicketInput>): string[] => {
  const checked = schema.safeParse({ ...good, ...change })
  return checked.success ? [] : ticketFieldFaults(checked.error).map(({ field, rule }) => `${field}: ${rule}`)
}

describe('the rules of a ticket', () => {
  it('takes a good one', () => {
    expect(faults({})).toEqual([])
  })

  it('asks for type, matter, title, content, phone, handling, place and lead unit', () => {
    const blank = { type: '', matter: '', place: '', title: ' ', content: '', phone: '', handling: '', leadUnit: '' }
    expect(faults(blank)).toEqual(
      ['type', 'matter', 'place', 'phone', 'title', 'content', 'handling'].map((field) => `${field}: required`),
    )
    expect(faults({ leadUnit: '' })).toEqual(['leadUnit: required'])
  })

  it.each([
    ['type', 'other', 'unknown'],
    ['matter', '010200', 'not-leaf'],
    ['matter', '999999', 'not-leaf'],
    ['place', '120102', 'not-street'],
    ['place', 'not-mentioned', 'not-street'],
    ['place', '120199001', 'unknown'],
    ['phone', '110', 'phone-form'],
    ['phone', '1380000123', 'phone-form'],
    ['title', '字'.repeat(31), 'too-long'],
    ['title', '请回电13800001234', 'has-phone'],
    ['title', '请回电022-23456789', 'has-phone'],
    ['content', '太短了', 'too-short'],
    ['content', '字'.repeat(2001), 'too-long'],
    ['leadUnit', 'M-nobody', 'unknown'],
    ['urgency', 'soon', 'unknown'],
    ['callerKind', 'robot', 'unknown'],
    ['handling', 'later', 'unknown'],
  ])('refuses %s = %s as %s', (field, value, rule) => {
    expect(faults({ [field]: value })).toEqual([`${field}: ${rule}`])
  })

  it('counts characters as people do', () => {
    expect(faults({ title: '𠮷'.repeat(30) })).toEqual([])
    expect(faults({ content: '字'.repeat(2000) })).toEqual([])
  })

  it('lets a question go without a place, or with 未提及', () => {
    for (const place of ['', 'not-mentioned', '120102', '120102001'])
      expect(faults({ type: 'consult', place })).toEqual([])
  })

  it('lets what is not accepted go without a place, and asks why it is declined', () => {
    expect(faults({ handling: 'declined', place: '', leadUnit: '', declineReason: 'R09' })).toEqual([])
    expect(faults({ handling: 'declined', leadUnit: '' })).toEqual(['declineReason: required'])
    expect(faults({ handling: 'declined', leadUnit: '', declineReason: 'R99' })).toEqual(['declineReason: unknown'])
  })

  it('asks for the answer of what is closed on the line: in words or by an entry', () => {
    for (const handling of ['answered', 'conference', 'transferred', 'guided']) {
      expect(faults({ handling, leadUnit: '' })).toEqual(['answerGiven: answer-missing'])
      expect(faults({ handling, leadUnit: '', answerGiven: '已告知' })).toEqual([])
      expect(faults({ handling, leadUnit: '', kbRefs: ['K0401003'] })).toEqual([])
    }
  })

  it('lets no violation be closed on the line, but a question about one', () => {
    const answered = { matter: '010401', handling: 'answered', answerGiven: '已告知', leadUnit: '' }
    expect(faults(answered)).toEqual(['handling: enforcement'])
    expect(faults({ ...answered, type: 'consult' })).toEqual([])
    expect(faults({ matter: '010401' })).toEqual([])
  })

  it('lets no full id or card number stand in open text', () => {
    const content = (number: string) => faults({ content: `市民来电反映问题，证件号码为${number}，请尽快处理，谢谢。` })
    expect(content('11010519491231002X')).toEqual(['content: id-number'])
    expect(content('110105 19491231 002x')).toEqual(['content: id-number'])
    expect(content('１１０１０５１９４９１２３１００２Ｘ')).toEqual(['content: id-number'])
    expect(content('110105194912310021')).toEqual([])
    expect(content('6222 0212 3456 7890 127')).toEqual([])
    expect(content('4111111111111111')).toEqual(['content: card-number'])
    expect(content('4111 1111 1111 1111')).toEqual(['content: card-number'])
    expect(content('4111111111111112')).toEqual([])
    expect(faults({ title: '11010519491231002X' })).toEqual(['title: id-number'])
    expect(faults({ address: '11010519491231002X' })).toEqual(['address: id-number'])
    expect(faults({ answerGiven: '11010519491231002X' })).toEqual(['answerGiven: id-number'])
  })

  it('names the field of a wrong shape, and takes no field it does not know', () => {
    expect(faults({ confidential: 'yes' as unknown as boolean })).toEqual(['confidential: unknown'])
    expect(faults({ content: '字'.repeat(9000) })).toEqual(['content: too-long'])
    expect(faults({ kbRefs: ['nothing'] })).toEqual(['kbRefs.0: unknown'])
    expect(schema.safeParse({ ...good, status: 'CLOSED' }).success).toBe(false)
  })
})
