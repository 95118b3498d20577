import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { EnterpriseDesk } from '#renderer/enterprise/enterprise-desk.ts'
import { FirmOfCode } from '#renderer/enterprise/firm-of-code.tsx'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { FirmRow } from '#shared/contract/rest/enterprises.schema.ts'
import { failure, success } from '#shared/kit/result.ts'

const firm: FirmRow = {
  code: '91120116MADEMQ001Q',
  name: '天津海云芯片设计有限公司',
  industry: 'I01',
  scale: 'medium',
  zone: 'hitech',
  green: true,
  officer: '韩首席',
  officerPhone: '142****0001',
  phones: ['142****0101'],
}
const revealed: string[] = []
type Register = Pick<EnterpriseDesk, 'one' | 'reveal'>
const known: Register = {
  one: async () => success(firm),
  reveal: async (code, reason) => {
    revealed.push(`${code} ${reason}`)
    return success({ officerPhone: '14200020001', phones: ['14200010101'] })
  },
}
const show = (desk: Register) =>
  render(<FirmOfCode code={firm.code} desk={desk} beside={(number) => <i>{`dial ${number}`}</i>} />)
beforeEach(() => {
  setLanguage('en')
  revealed.length = 0
})
afterEach(() => void vi.useRealTimers())

it('numbers are masked until a reason is chosen, and hidden again after half a minute', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const user = userEvent.setup({ delay: null, advanceTimers: vi.advanceTimersByTime })
  show(known)
  expect((await screen.findByRole('region', { name: 'Enterprise card' })).textContent).toContain('142****0101')
  await user.click(screen.getByRole('button', { name: 'Show numbers' }))
  await user.click(await screen.findByRole('menuitem', { name: 'to verify' }))
  expect(await screen.findByText('14200010101')).toBeTruthy()
  expect(screen.getByText('dial 14200020001')).toBeTruthy()
  expect(revealed).toEqual([`${firm.code} verify`])
  act(() => void vi.advanceTimersByTime(30_000))
  expect(screen.queryByText('14200010101')).toBeNull()
})

it('who may not see them in the clear is offered no way to', async () => {
  show({ one: known.one })
  await screen.findByText('142****0101')
  expect(screen.queryByRole('button', { name: 'Show numbers' })).toBeNull()
})

it('a register that does not answer is asked again by a press, and an unknown code shows nothing', async () => {
  let down = true
  const user = userEvent.setup({ delay: null })
  const { unmount } = show({ ...known, one: async () => (down ? failure('unreachable') : success(firm)) })
  await screen.findByText('The register did not answer')
  down = false
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByText('天津海云芯片设计有限公司')
  unmount()
  const { container } = show({ one: async () => failure('refused') })
  await act(async () => {})
  expect(container.textContent).toBe('')
})
