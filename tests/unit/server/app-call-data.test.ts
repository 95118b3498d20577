import { expect, it } from 'vitest'
import { createCallDataPort, sayCallData } from '#server/app-call-data.ts'
import type { StoredCall } from '#server/telephony/calls.repository.ts'
import { parseCallData } from '#shared/contract/call-data.schema.ts'
import type { CallMatter } from '#shared/telephony/call-data.ts'

const about: CallMatter = {
  matter: '010201',
  place: '120102',
  urgency: 'urgent',
  language: 'ko',
  ticketNo: '',
  confidential: false,
}
const entry = { name: '', unit: '', languages: [], matters: [], places: [], aliases: [] }
const directory = [
  { ...entry, id: 'city-langfang', kind: 'city' as const, number: '64012' },
  { ...entry, id: 'department-1', kind: 'department' as const, number: '62001' },
]

function open(call: Partial<StoredCall> | undefined, matter: CallMatter | null = about) {
  const known = { callId: 'c1', seat: '8001', partners: [], endedAt: null, ...call } as unknown as StoredCall
  const bySipCallId = (id: string) => (call && id === 'sip-1' ? known : undefined)
  const base = { options: { directory } } as unknown as Parameters<typeof createCallDataPort>[0]
  return createCallDataPort(base, { bySipCallId }, async () => matter)
}
const told = async (port: ReturnType<typeof open>, seat = '8001') => {
  const hex = await port.of({ seat, about: 'sip-1' })
  return hex === null ? null : parseCallData(hex)
}

it('only what the directory calls another city’s hotline is one, and only at its own number', () => {
  const port = open({})
  expect(['citizen-64012', 'citizen-62001', '64012', 'citizen-0064012', '8001'].map(port.isHotline)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

it('a seat hands over its own live call, with what it wrote, and no other’s', async () => {
  expect(await told(open({}))).toEqual({ callId: 'c1', city: '120000', ...about })
  expect(await told(open({}, null))).toMatchObject({ callId: 'c1', matter: '', confidential: false })
  expect(await told(open({}), '8002')).toBeNull()
  expect(await told(open({ endedAt: 1 }))).toBeNull()
  expect(await told(open(undefined))).toBeNull()
})

it('of a confidential demand it tells that it is one, and nothing else', async () => {
  expect(await told(open({}, { ...about, ticketNo: 'TJ20261126000001', confidential: true }))).toMatchObject({
    matter: '',
    place: '',
    urgency: '',
    language: '',
    ticketNo: '',
    confidential: true,
  })
})

it('a city that takes part is named, another one stays a code', () => {
  const say = sayCallData(({ matter, place }) => ({ matter, place }))
  const data = { callId: 'c1', city: '131000', ...about }
  expect([say(data).city, say({ ...data, city: '310000' }).city]).toEqual(['廊坊', '310000'])
})
