import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TextMessages } from '#renderer/call/text-messages.tsx'
import { useTextMessages } from '#renderer/call/use-text-messages.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'

const since = 1_700_000_000_000
let asked: unknown[] = []
let answer: () => Promise<Response> = async () => Response.json({ texts: [] })
function Phone({ number, called = since }: { readonly number: string; readonly called?: number | null }) {
  return <TextMessages texts={useTextMessages(number, called)} />
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

describe('texts on the citizen’s web phone', () => {
  beforeEach(() => {
    setLanguage('zh-CN')
    vi.useFakeTimers()
    asked = []
    vi.stubGlobal('fetch', (path: string, { body }: RequestInit) => {
      asked.push([path, JSON.parse(String(body))])
      return answer()
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('come while the page is open: it asks each 3 s for its own number, and leaves what came before the call', async () => {
    const texts = [
      { id: 'old', text: '从前的短信', at: since - 1 },
      { id: 'new', text: '您的诉求已受理', at: since + 1 },
    ]
    answer = async () => Response.json({ texts: [] })
    render(<Phone number="13800001234" />)
    await pass(0)
    expect(asked).toEqual([['/api/sandbox/texts', { number: '13800001234' }]])
    answer = async () => Response.json({ texts })
    await pass(3000)
    expect(screen.getByRole('log', { name: '收到的短信' }).textContent).toContain('您的诉求已受理')
    expect(screen.queryByText('从前的短信')).toBeNull()
  })
  it('go on coming after an outage', async () => {
    answer = () => Promise.reject(new TypeError('network'))
    render(<Phone number="13800001234" />)
    await pass(6000)
    expect(asked).toHaveLength(3)
  })
  it('are not asked for again where nobody tells them', async () => {
    answer = async () => Response.json({}, { status: 404 })
    render(<Phone number="13800001234" />)
    await pass(30_000)
    expect(asked).toHaveLength(1)
  })
  it('are not asked for before a call, nor by who calls without a number, nor after the page is gone', async () => {
    const { unmount, rerender } = render(<Phone number="" />)
    rerender(<Phone number="13800001234" called={null} />)
    await pass(10_000)
    expect(asked).toEqual([])
    answer = async () => Response.json({ texts: [] })
    rerender(<Phone number="13800001234" />)
    await pass(0)
    unmount()
    await pass(30_000)
    expect(asked).toHaveLength(1)
  })
})
