import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTicketDesk, type TicketDesk } from '#renderer/ticket/ticket-desk.ts'
import { createFakeTicketLink } from '#tests/support/ticket-desk-fake.ts'

const firm = {
  code: '91120104MA9FAKE13K',
  name: '天津和平里餐饮管理有限公司',
  industry: 'I19',
  scale: 'micro',
  zone: 'teda',
} as const
const whole = { enterpriseName: firm.name, uscc: firm.code, industry: 'I19', scale: 'micro', zone: 'teda' }
let link: ReturnType<typeof createFakeTicketLink>
let desk: TicketDesk
beforeEach(() => {
  link = createFakeTicketLink()
  desk = openTicketDesk(link.ports)
})
afterEach(() => desk.close())

it('an enterprise fills its fields and the kind of caller of an untouched ticket, opening one where there is none', async () => {
  expect(await desk.fillFirm(firm)).toBe('filled')
  expect(link.draft().input()).toMatchObject({ callerKind: 'company', more: whole })
  expect(await desk.fillFirm(firm)).toBe('kept')
  expect(link.draft(2)).toBeUndefined()
})

it('nothing that was typed is overwritten by an enterprise', async () => {
  desk.newTicket()
  await Promise.resolve()
  const draft = link.draft()
  draft.setField('enterpriseName', '和平里餐饮', 'typed')
  draft.setField('callerKind', 'sole-trader', 'typed')
  expect(await desk.fillFirm(firm)).toBe('filled')
  expect(draft.input()).toMatchObject({
    callerKind: 'sole-trader',
    more: { ...whole, enterpriseName: '和平里餐饮' },
  })
})

it('two enterprises are not mixed, and a person stays a person', async () => {
  desk.newTicket()
  await Promise.resolve()
  const draft = link.draft()
  draft.setField('callerKind', 'person', 'typed')
  expect(await desk.fillFirm(firm)).toBe('other-caller')
  draft.setField('callerKind', 'company', 'typed')
  draft.setField('uscc', '91120104MA1DEMQ20T', 'typed')
  expect(await desk.fillFirm(firm)).toBe('other-firm')
  expect(draft.input().more).toEqual({ uscc: '91120104MA1DEMQ20T' })
})

it('an abusive call is marked on the ticket beside its other risk tags, once', async () => {
  desk.newTicket()
  await Promise.resolve()
  link.draft().setField('riskTags', 'threat', 'typed')
  desk.markHarassment()
  desk.markHarassment()
  await Promise.resolve()
  expect(link.draft().input().more.riskTags).toBe('threat,harassment')
})
