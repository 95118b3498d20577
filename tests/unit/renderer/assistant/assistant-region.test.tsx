import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AssistantRegion } from '#renderer/assistant/assistant-region.tsx'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'
import { KeysContext } from '#renderer/ui/keys/use-key.ts'
import { assistantLink, entryOf, line, suggestion } from './assistant-fixture.ts'

beforeEach(() => setLanguage('en'))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  setLanguage('zh-CN')
})

function open(callId: string | null = 'call-1') {
  const server = assistantLink()
  const onUse = vi.fn()
  const page = render(<AssistantRegion link={server.link} callId={callId} onUse={onUse} />)
  const say = (run: () => void) => act(async () => run())
  const show = (next: string | null) =>
    page.rerender(<AssistantRegion link={server.link} callId={next} onUse={onUse} />)
  return { ...server, onUse, say, show }
}
const transcript = () => screen.getByRole('region', { name: 'Transcript' })
const suggestions = () => screen.getByRole('region', { name: 'Suggestions' })

describe('the assistant', () => {
  it('is a region with transcript and suggestions in it, named in both languages', async () => {
    const { say } = open()
    const inside = within(screen.getByRole('region', { name: 'Assistant' }))
    expect(inside.getByRole('region', { name: 'Transcript' })).toBeTruthy()
    expect(inside.getByRole('region', { name: 'Suggestions' })).toBeTruthy()
    await say(() => setLanguage('zh-CN'))
    for (const name of ['智能助手', '实时转写', '推荐']) expect(screen.getByRole('region', { name })).toBeTruthy()
  })

  it('says there is no call, that it is fetching, and that nobody has spoken', async () => {
    const { say, show, lines, topics } = open(null)
    expect(within(transcript()).getByText('There is no call now')).toBeTruthy()
    expect(topics()).toEqual([])
    show('call-1')
    expect(within(transcript()).getByText('Fetching the transcript…')).toBeTruthy()
    await say(() => lines('call-1', []))
    expect(within(transcript()).getByText('Nobody has spoken yet')).toBeTruthy()
    expect(within(suggestions()).getByText('No knowledge fits yet')).toBeTruthy()
  })

  it('says so when the talk is not for this seat', async () => {
    const { say, refuse } = open()
    await say(() => refuse('call-1'))
    expect(within(transcript()).getByText('The transcript of this call is not for this seat')).toBeTruthy()
  })

  it('shows nothing of the last call in the next one, and listens to that one alone', async () => {
    const { say, show, lines, suggestions: suggest, topics } = open()
    await say(() => {
      lines('call-1', [line(0, { text: '家里暖气不热' })])
      suggest('call-1', [suggestion(1)])
    })
    show('call-2')
    expect(screen.queryByText('家里暖气不热')).toBeNull()
    expect(within(suggestions()).queryAllByRole('button')).toEqual([])
    expect(topics()).toEqual(['transcript/call-2', 'suggestions/call-2'])
  })
})

describe('a danger that the caller names', () => {
  it('is an alert with the word and whom to call; it takes no focus, goes when dismissed, and comes again for another danger', async () => {
    const user = userEvent.setup()
    const { say, lines } = open()
    const focused = document.activeElement
    const fire = line(0, { text: '对门厨房着火了' })
    await say(() => lines('call-1', [fire]))
    expect(screen.getByRole('alert').textContent).toContain('The caller said “着火”. Perhaps a fire')
    expect(screen.getByRole('alert').textContent).toContain('119')
    expect(document.activeElement).toBe(focused)
    await say(() => setLanguage('zh-CN'))
    expect(screen.getByRole('alert').textContent).toContain('来电人说到“着火”')
    await say(() => setLanguage('en'))
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Close' }))
    await say(() => lines('call-1', [fire, line(1, { text: '还在起火呢' })]))
    expect(screen.queryByRole('alert')).toBeNull()
    await say(() => lines('call-1', [fire, line(2, { text: '我妈晕倒了' })]))
    expect(screen.getByRole('alert').textContent).toContain('120')
  })

  it('is not said for what the agent asks, nor in the next call', async () => {
    const { say, lines, show } = open()
    await say(() => lines('call-1', [line(0, { role: 'agent', text: '是着火了吗' })]))
    expect(screen.queryByRole('alert')).toBeNull()
    await say(() => lines('call-1', [line(1, { text: '着火了' })]))
    expect(screen.getByRole('alert')).toBeTruthy()
    show('call-2')
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('the transcript', () => {
  it('shows who said what and when, and marks interim lines and lines from the script', async () => {
    const { say, lines } = open()
    await say(() =>
      lines('call-1', [
        line(1, { role: 'agent', text: '请讲', startMs: 754_000 }),
        line(0, { text: '暖气', final: false, source: 'script' }),
      ]),
    )
    const [first, second] = within(transcript()).getAllByRole('listitem')
    expect(first?.textContent).toMatch(/^Caller 0:00scriptlistening暖气$/)
    expect(second?.textContent).toMatch(/^Agent 12:34请讲$/)
    expect(within(transcript()).getByText('暖气').getAttribute('lang')).toBe('zh-CN')
  })

  it('follows the newest line until a person scrolls up, and again after the button', async () => {
    const user = userEvent.setup()
    const { say, lines } = open()
    const box = within(transcript()).getByRole('log')
    vi.spyOn(box, 'scrollHeight', 'get').mockReturnValue(1000)
    vi.spyOn(box, 'clientHeight', 'get').mockReturnValue(200)
    await say(() => lines('call-1', [line(0)]))
    expect(box.scrollTop).toBe(1000)
    // A list that is laid out anew moves the box too: nobody scrolled.
    box.scrollTop = 100
    fireEvent.scroll(box)
    await say(() => lines('call-1', [line(0), line(1)]))
    expect(box.scrollTop).toBe(1000)
    fireEvent.wheel(box)
    box.scrollTop = 100
    fireEvent.scroll(box)
    await say(() => lines('call-1', [line(0), line(1), line(2)]))
    expect(box.scrollTop).toBe(100)
    await user.click(screen.getByRole('button', { name: 'To the newest' }))
    expect(box.scrollTop).toBe(1000)
    expect(screen.queryByRole('button', { name: 'To the newest' })).toBeNull()
  })

  it('of an hour keeps only the lines in view in the page', async () => {
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(56)
    const { say, lines } = open()
    await say(() =>
      lines(
        'call-1',
        Array.from({ length: 1000 }, (_, seq) => line(seq)),
      ),
    )
    expect(within(transcript()).getAllByRole('listitem').length).toBeLessThan(60)
  })
})

describe('suggestions', () => {
  it('show answer, reason, source, region, validity, entry, and the full answer on demand', async () => {
    const user = userEvent.setup()
    const { say, lines, suggestions: suggest } = open()
    await say(() => {
      lines('call-1', [line(0, { text: '家里暖气不热好几天' })])
      suggest('call-1', [suggestion(1)])
    })
    const card = within(within(suggestions()).getByRole('listitem', { name: /暖气不热/ }))
    expect(card.getByText(entryOf('K0401001').shortAnswer)).toBeTruthy()
    expect(card.getByText('暖气不热', { selector: 'mark' })).toBeTruthy()
    expect(card.getByText(/《天津市供热用热条例》/)).toBeTruthy()
    expect(card.getByText('全市')).toBeTruthy()
    expect(card.getByText('from 2025-01-01')).toBeTruthy()
    expect(card.getByText('K0401001')).toBeTruthy()
    expect(card.getByText('62 % sure')).toBeTruthy()
    expect(card.queryByText(/问清六项/)).toBeNull()
    await user.click(card.getByRole('button', { name: 'Show the full answer', expanded: false }))
    expect(card.getByText(/问清六项/).getAttribute('lang')).toBe('zh-CN')
  })

  it('are used by one press: the ticket gets it, the server counts it, the card says so', async () => {
    const user = userEvent.setup()
    const { say, suggestions: suggest, onUse, sent } = open()
    await say(() => suggest('call-1', [suggestion(1)]))
    await user.click(within(suggestions()).getByRole('button', { name: 'Use' }))
    expect(onUse).toHaveBeenCalledExactlyOnceWith(suggestion(1))
    expect(sent).toEqual([
      { name: 'suggestion.use', payload: { callId: 'call-1', suggestionId: 'knowledge:K0401001' } },
    ])
    expect(within(suggestions()).getByRole('button', { name: 'Used' })).toBeTruthy()
  })

  it('are used by the key of their place, not of their order', async () => {
    const acts = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
      id: `suggestion-${n}`,
      combo: `Alt+${n}`,
      whileTyping: true,
    }))
    const refused = vi.fn()
    const made = createKeyRegistry(acts, refused)
    if (!made.ok) throw new Error(made.reason)
    const server = assistantLink()
    const onUse = vi.fn()
    render(
      <KeysContext value={made.value}>
        <AssistantRegion link={server.link} callId="call-1" onUse={onUse} />
      </KeysContext>,
    )
    await act(async () => server.suggestions('call-1', [suggestion(3, 'K0402001'), suggestion(1)]))
    const press = (n: number) =>
      act(async () => {
        made.value.handle(new KeyboardEvent('keydown', { key: `${n}`, code: `Digit${n}`, altKey: true }))
      })
    expect(screen.getByRole('button', { name: 'Use Alt+3' })).toBeTruthy()
    await press(2)
    expect(onUse).not.toHaveBeenCalled()
    expect(refused).toHaveBeenCalledWith('There is no suggestion in this place')
    await press(3)
    expect(onUse.mock.calls.map(([used]) => used.entry.id)).toEqual(['K0402001'])
  })

  it('do not change under the hand: what is shown stays until the pointer rests', async () => {
    vi.useFakeTimers()
    const { say, suggestions: suggest } = open()
    await say(() => suggest('call-1', [suggestion(1)]))
    fireEvent.pointerMove(within(suggestions()).getByRole('list'))
    await say(() => suggest('call-1', [suggestion(1, 'K0402001')]))
    expect(within(suggestions()).queryByText('K0401001')).toBeTruthy()
    await act(async () => vi.advanceTimersByTime(1600))
    expect(within(suggestions()).queryByText('K0401001')).toBeNull()
    expect(within(suggestions()).queryByText('K0402001')).toBeTruthy()
  })

  it('are five cards at most', async () => {
    const { say, suggestions: suggest } = open()
    const ids = ['K0401001', 'K0401002', 'K0401003', 'K0401004', 'K0402001', 'K0402002']
    await say(() =>
      suggest(
        'call-1',
        ids.map((id, number) => suggestion(number + 1, id)),
      ),
    )
    expect(within(suggestions()).getAllByRole('button', { name: 'Use' })).toHaveLength(5)
  })

  it('are announced politely, at most once in two seconds', async () => {
    vi.useFakeTimers()
    const { say, suggestions: suggest } = open()
    const live = () => screen.getByTestId('assistant-live').textContent
    await say(() => suggest('call-1', [suggestion(1)]))
    await act(async () => vi.advanceTimersByTime(1))
    expect(live()).toContain('暖气不热')
    expect(screen.getByTestId('assistant-live').getAttribute('aria-live')).toBe('polite')
    await say(() => suggest('call-1', [suggestion(1, 'K0402001')]))
    await act(async () => vi.advanceTimersByTime(1000))
    expect(live()).toContain('暖气不热')
    await act(async () => vi.advanceTimersByTime(1100))
    expect(live()).toContain('停水')
  })
})
