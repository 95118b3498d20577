import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { WallPage } from '#renderer/queue/wall-page.tsx'
import { seatStates } from '#shared/seat/seat-state.ts'
import { numbersRow, seatRow, wallLink } from './wall-rows.ts'

/** jsdom lays nothing out: the list is given a height, so that rows are on the screen. */
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(900)
  setLanguage('en')
})
afterEach(() => {
  vi.restoreAllMocks()
  setLanguage('zh-CN')
})

async function openWall() {
  const server = wallLink()
  const page = render(<WallPage link={server.link} />)
  const say = (run: () => void) => act(async () => run())
  await say(() => {})
  return { ...server, ...page, say }
}
const number = (name: string) => screen.getByRole('group', { name }).textContent

describe('the wall', () => {
  it('shows each number as a named group whose text is the number, with what it means', async () => {
    const { say, snapshot } = await openWall()
    expect(number('Waiting')).toBe('—')
    await say(() => snapshot('wall-numbers', [numbersRow()]))
    expect(number('Waiting')).toBe('2')
    expect(number('Longest wait')).toMatch(/^00:3[345]$/)
    expect(number('Offered')).toBe('120')
    expect(number('Answered')).toBe('114')
    expect(number('Abandoned')).toBe('4')
    expect(number('Service level')).toBe('90%')
    expect(number('Seats ready')).toBe('5')
    expect(number('Seats talking')).toBe('7')
    expect(screen.getByRole('group', { name: 'Abandoned', description: /before a seat took them/ })).toBeTruthy()
    await say(() => setLanguage('zh-CN'))
    for (const name of ['等待', '最长等待', '呼入', '接听', '放弃', '服务水平', '空闲座席', '通话座席'])
      expect(screen.getByRole('group', { name })).toBeTruthy()
  })

  it('counts waits by the clock of the server, and an old row does not set it back', async () => {
    const { say, snapshot } = await openWall()
    const hour = 3_600_000
    const ahead = numbersRow({ serverNow: Date.now() + hour, oldestSince: Date.now() + hour - 12_000 })
    await say(() => snapshot('wall-numbers', [ahead]))
    expect(number('Longest wait')).toMatch(/^00:1[123]$/)
    await say(() => snapshot('wall-numbers', [['today', { ...ahead[1], serverNow: Date.now() }]]))
    expect(number('Longest wait')).toMatch(/^00:1[1234]$/)
  })

  it('says so when nothing was offered and nobody waits', async () => {
    const { say, snapshot } = await openWall()
    await say(() =>
      snapshot('wall-numbers', [numbersRow({ offered: 0, serviceLevel: null, waiting: 0, oldestSince: null })]),
    )
    expect(number('Service level')).toBe('—')
    expect(number('Longest wait')).toBe('00:00')
    expect(within(screen.getByRole('region', { name: 'Queues' })).getByText('Nobody is in line')).toBeTruthy()
  })

  it("the queue's Waiting is inside region Queues, with each waiting call in order, masked", async () => {
    const { say, snapshot, delta } = await openWall()
    const call = (callId: string, position: number) =>
      [
        callId,
        { callId, queue: '12345', number: `142****000${position}`, since: Date.now() - 12_000, position },
      ] as const
    await say(() => snapshot('wall-waiting', [call('b', 2), call('a', 1)]))
    const queues = screen.getByRole('region', { name: 'Queues' })
    expect(within(queues).getByRole('group', { name: 'Waiting' })).toBeTruthy()
    const lines = () =>
      within(queues)
        .getAllByRole('listitem')
        .map((line) => line.textContent)
    expect(lines()[0]).toMatch(/no\. 1142\*\*\*\*00011234500:1[123]/)
    await say(() => delta('wall-waiting', [call('b', 1)], ['a']))
    expect(lines()).toHaveLength(1)
  })

  it.each([
    [
      'en',
      {
        ready: 'Ready',
        'not-ready': 'Not ready',
        ringing: 'Ringing',
        talking: 'Talking',
        hold: 'Hold',
        'wrap-up': 'Wrap-up',
        offline: 'Offline',
      },
    ],
    [
      'zh-CN',
      {
        ready: '空闲',
        'not-ready': '置忙',
        ringing: '振铃',
        talking: '通话',
        hold: '保持',
        'wrap-up': '整理',
        offline: '未签入',
      },
    ],
  ] as const)('each seat is a row with number, name, state word and timer (%s)', async (language, words) => {
    const { say, snapshot } = await openWall()
    await say(() => {
      setLanguage(language)
      snapshot(
        'wall-seats',
        seatStates.map((state, at) =>
          seatRow(String(8001 + at), { state, reason: state === 'not-ready' ? 'meal' : null }),
        ),
      )
    })
    const seats = screen.getByRole('region', { name: language === 'en' ? 'Seats' : '座席' })
    seatStates.forEach((state, at) => {
      const row = within(seats).getByRole('row', { name: new RegExp(`^${8001 + at} `) })
      expect(row.textContent).toContain(`王${8001 + at}`)
      expect(row.textContent).toContain(words[state])
      expect(row.textContent).toMatch(/01:0[4567]/)
    })
    expect(within(seats).getByText(language === 'en' ? 'meal' : '就餐')).toBeTruthy()
  })

  it('a seat that changes shows it in its row; a seat that is gone has no row', async () => {
    const { say, snapshot, delta } = await openWall()
    await say(() => snapshot('wall-seats', [seatRow('8001'), seatRow('8002')]))
    await say(() => delta('wall-seats', [seatRow('8001', { state: 'talking' })], ['8002']))
    expect(screen.getByRole('row', { name: /^8001 / }).textContent).toContain('Talking')
    expect(screen.queryByRole('row', { name: /^8002 / })).toBeNull()
  })

  it('keeps only the rows on the screen, of thousands', async () => {
    const { say, snapshot, container } = await openWall()
    await say(() =>
      snapshot(
        'wall-seats',
        Array.from({ length: 3000 }, (_, at) => seatRow(String(10_001 + at))),
      ),
    )
    const rows = container.querySelectorAll('tr[data-index]').length
    expect(rows).toBeGreaterThan(14)
    expect(rows).toBeLessThan(60)
    expect(screen.getByRole('table', { name: 'List of seats' }).getAttribute('aria-rowcount')).toBe('3001')
  })

  it('narrows by state and by name, by keyboard alone, and says when none fits', async () => {
    const user = userEvent.setup()
    const { say, snapshot } = await openWall()
    await say(() =>
      snapshot('wall-seats', [
        seatRow('8001', { name: '王晓燕' }),
        seatRow('8002', { name: '李强', state: 'talking' }),
      ]),
    )
    await user.click(screen.getByRole('searchbox', { name: 'Find a seat' }))
    await user.keyboard('晓')
    expect(screen.queryByRole('row', { name: /^8002 / })).toBeNull()
    expect(screen.getByRole('row', { name: /^8001 / })).toBeTruthy()
    await user.click(screen.getByRole('radio', { name: 'Talking 1' }))
    expect(screen.getByText('No seat fits')).toBeTruthy()
    await user.clear(screen.getByRole('searchbox'))
    expect(screen.getByRole('row', { name: /^8002 / })).toBeTruthy()
  })

  it('orders by a column, says so, and turns round when pressed again', async () => {
    const user = userEvent.setup()
    const { say, snapshot } = await openWall()
    await say(() =>
      snapshot('wall-seats', [seatRow('8001', { answeredToday: 9 }), seatRow('8002', { answeredToday: 1 })]),
    )
    const first = () => screen.getAllByRole('row')[1]?.textContent
    const header = screen.getByRole('columnheader', { name: /^Today/ })
    await user.click(within(header).getByRole('button'))
    expect(header.getAttribute('aria-sort')).toBe('ascending')
    expect(first()).toContain('8002')
    await user.click(within(header).getByRole('button'))
    expect(header.getAttribute('aria-sort')).toBe('descending')
    expect(first()).toContain('8001')
  })

  it('arrow keys, Home and End move through the seats; one row alone is a tab stop', async () => {
    const user = userEvent.setup()
    const { say, snapshot, container } = await openWall()
    await say(() =>
      snapshot(
        'wall-seats',
        [1, 2, 3].map((n) => seatRow(`800${n}`)),
      ),
    )
    const focused = () => document.activeElement?.textContent?.slice(0, 4)
    act(() => screen.getByRole('row', { name: /^8001 / }).focus())
    await user.keyboard('{ArrowDown}')
    expect(focused()).toBe('8002')
    await user.keyboard('{End}')
    expect(focused()).toBe('8003')
    await user.keyboard('{Home}{ArrowUp}')
    expect(focused()).toBe('8001')
    expect(container.querySelectorAll('tr[tabindex="0"]')).toHaveLength(1)
  })

  it('a live update takes the focus from nobody', async () => {
    const { say, snapshot, delta } = await openWall()
    await say(() =>
      snapshot(
        'wall-seats',
        [1, 2, 3].map((n) => seatRow(`800${n}`)),
      ),
    )
    const row = screen.getByRole('row', { name: /^8002 / })
    act(() => row.focus())
    for (const state of seatStates)
      await say(() => delta('wall-seats', [seatRow('8001', { state }), seatRow('8002', { state })]))
    expect(document.activeElement).toBe(row)
  })

  it('listens while it is shown, and no longer', async () => {
    const { open, unmount } = await openWall()
    expect(open()).toEqual(['wall-numbers', 'wall-queues', 'wall-seats', 'wall-waiting'])
    unmount()
    expect(open()).toEqual([])
  })

  it('no button of the wall bears the name of one of the phone bar', async () => {
    const { say, snapshot } = await openWall()
    await say(() => snapshot('wall-seats', [seatRow('8001')]))
    for (const button of screen.getAllByRole('button'))
      expect(button.getAttribute('aria-label') ?? button.textContent).not.toMatch(
        /ready|answer|hold|reject|hang|mute|transfer/i,
      )
  })
})
