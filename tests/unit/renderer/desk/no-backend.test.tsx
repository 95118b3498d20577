import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Host } from '#renderer/bridge/host.ts'
import { NoBackend } from '#renderer/desk/shell/no-backend.tsx'
import { setLanguage } from '#renderer/i18n/i18n.ts'

const hostThat = (answer: { ok: boolean } | null) => {
  const asked: string[] = []
  const host = {
    kind: 'desk',
    ask: async (name: string) => {
      asked.push(name)
      return answer
    },
    on: () => () => undefined,
    onPhonePort: () => undefined,
  } as unknown as Host
  return { host, asked }
}

describe('a program that knows no server', () => {
  it('says what to do, and offers a trial where it can run one', () => {
    setLanguage('en')
    const { host } = hostThat(null)
    const { rerender } = render(<NoBackend host={host} canTry />)
    expect(screen.getByText('No server is set yet')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try it on this computer' })).toBeTruthy()
    rerender(<NoBackend host={host} canTry={false} />)
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('starts the trial, and says when it did not start', async () => {
    setLanguage('en')
    const { host, asked } = hostThat({ ok: false })
    render(<NoBackend host={host} canTry />)
    await userEvent.click(screen.getByRole('button', { name: 'Try it on this computer' }))
    expect(asked).toEqual(['tryIt'])
    expect(await screen.findByText(/The trial did not start/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Try it on this computer' })).toBeTruthy()
  })
})
