import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Host } from '#renderer/bridge/host.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { Toast } from '#renderer/toast/toast.tsx'
import type { CallNote } from '#shared/contract/host/host-calls.ts'

function house() {
  const asked: unknown[] = []
  let tell: (note: CallNote) => void = () => undefined
  const host: Host = {
    kind: 'toast',
    ask: async (name, args) => {
      asked.push([name, args])
      return null
    },
    on: (_name, listener) => {
      tell = listener as (note: CallNote) => void
      return () => undefined
    },
    onPhonePort: () => undefined,
  }
  setLanguage('en')
  render(<Toast host={host} />)
  return { asked, tell: (note: CallNote) => act(() => tell(note)) }
}
const note: CallNote = {
  phase: 'ringing',
  id: 'leg1',
  title: '13800000001',
  lines: ['waited 12 s'],
  answerBy: null,
}

describe('the toast', () => {
  it('says that it is there, and shows nothing until a call rings', () => {
    const { asked } = house()
    expect(asked).toEqual([['toastReady', {}]])
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('shows who calls, and answers, rejects or opens the desk', async () => {
    const { asked, tell } = house()
    tell(note)
    expect(screen.getByText('13800000001')).toBeTruthy()
    expect(screen.getByText('waited 12 s')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Answer' }))
    await userEvent.click(screen.getByRole('button', { name: 'Reject' }))
    await userEvent.click(screen.getByText('13800000001'))
    expect(asked.slice(1)).toEqual([
      ['toastAct', { act: 'answer' }],
      ['toastAct', { act: 'reject' }],
      ['toastAct', { act: 'open' }],
    ])
  })

  it('shows what a caller sends as text, whatever it is', () => {
    const { tell } = house()
    tell({ ...note, title: '<img src=x onerror=alert(1)>' })
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy()
    expect(document.querySelector('img')).toBeNull()
  })
})
