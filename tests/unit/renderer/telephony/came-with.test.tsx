import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { CameWith } from '#renderer/telephony/came-with/came-with.tsx'
import type { CameWithRow } from '#shared/contract/socket/topics.ts'

const told: CameWithRow = {
  city: '廊坊',
  matter: '供热不热',
  place: '131002',
  urgency: 'critical',
  language: 'ko',
  ticketNo: 'LF20261126000007',
  confidential: false,
}
const show = (cameWith: CameWithRow) => {
  render(<CameWith cameWith={cameWith} />)
  return screen.getByRole('region', { name: '廊坊 12345 转来' }).textContent
}

it('a call another city handed over says from where, what about, how urgent and under which ticket', () => {
  const text = show(told)
  expect(text).toContain('供热不热 · 131002')
  expect(text).toContain('特急 · 对方工单 LF20261126000007 · 语种：韩语')
})

it.each([
  ['cmn', '普通话'],
  ['zh', '汉语方言'],
  ['en', '英语'],
  ['ja', '日语'],
  ['yue-Hant', '粤语（繁体）'],
  ['xx-12', 'xx-12'],
])('says the language %s as %s', (language, words) => {
  expect(show({ ...told, language })).toContain(`语种：${words}`)
})

it('of a confidential demand it says only that', () => {
  const text = show({ ...told, matter: '', place: '', urgency: '', ticketNo: '', language: '', confidential: true })
  expect(text).toBe('廊坊 12345 转来保密诉求，内容未随话务转来')
})
