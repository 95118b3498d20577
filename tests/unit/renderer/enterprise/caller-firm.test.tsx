import { createEvent, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keyTable } from '#renderer/desk/keys/key-table.ts'
import { CallerFirm } from '#renderer/enterprise/caller-firm.tsx'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'
import { KeysContext } from '#renderer/ui/keys/use-key.ts'
import type { CallFirm } from '#shared/contract/rest/enterprises.schema.ts'

const firm: CallFirm = {
  code: '91120116MADEMQ001Q',
  name: '天津海云芯片设计有限公司',
  industry: 'I01',
  scale: 'medium',
  zone: 'hitech',
  green: true,
  officer: '韩首席',
  officerPhone: '142****0001',
  phones: ['142****0101'],
  others: 1,
  tickets: [{ ticketNo: 'TJ20261123000001', title: '园区停电', status: 'HANDLING', submittedAt: 1_700_000_000_000 }],
}
let filled: string[] = []
let stop: () => void = () => {}
function show(given: CallFirm, writes = true) {
  const made = createKeyRegistry(keyTable, () => {})
  if (!made.ok) throw new Error(made.reason)
  const { handle } = made.value
  window.addEventListener('keydown', handle, { capture: true })
  stop = () => window.removeEventListener('keydown', handle, { capture: true })
  const fill = async ({ code }: CallFirm) => {
    filled.push(code)
    return 'filled' as const
  }
  render(
    <KeysContext value={made.value}>
      <CallerFirm
        firm={given}
        now={1_700_000_000_000}
        sayStatus={(status) => `«${status}»`}
        fill={writes ? fill : undefined}
      />
    </KeysContext>,
  )
  return screen.getByRole('region', { name: '企业名片' })
}
beforeEach(() => {
  setLanguage('zh-CN')
  filled = []
})
afterEach(() => stop())

it('the card beside a caller says who the enterprise is, its green channel, who looks after it and its last tickets', () => {
  const text = show(firm).textContent
  for (const words of [
    '天津海云芯片设计有限公司',
    '绿色通道',
    '91120116MADEMQ001Q',
    '集成电路',
    '中型',
    '天津滨海高新区',
    '韩首席',
    '142****0001',
    '另外 1 家',
    '园区停电',
    '«HANDLING»',
  ])
    expect(text).toContain(words)
})

it('an enterprise without zone, officer and tickets says so', () => {
  const text = show({
    ...firm,
    zone: '',
    green: false,
    officer: '',
    officerPhone: '',
    phones: [],
    tickets: [],
    others: 0,
  }).textContent
  for (const words of ['不在开发区', '未配备', '未登记', '没有工单']) expect(text).toContain(words)
  expect(text).not.toContain('绿色通道')
})

it('one press or Alt+Q fills the ticket and says what came of it, but not while an input method composes', async () => {
  const user = userEvent.setup({ delay: null })
  show(firm)
  const composing = { key: 'q', code: 'KeyQ', altKey: true, isComposing: true, keyCode: 229 }
  fireEvent(document.body, createEvent.keyDown(document.body, composing))
  expect(filled).toEqual([])
  await user.keyboard('{Alt>}q{/Alt}')
  await user.click(screen.getByRole('button', { name: /填入工单/ }))
  expect(filled).toEqual([firm.code, firm.code])
  expect(screen.getByRole('status').textContent).toBe('已填入空着的企业栏')
})

it('a seat that writes no ticket is offered nothing to fill', () => {
  show(firm, false)
  expect(screen.queryByRole('button', { name: /填入工单/ })).toBeNull()
})
