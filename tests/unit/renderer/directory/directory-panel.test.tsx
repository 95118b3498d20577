import { act, createEvent, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DirectoryPurpose } from '#renderer/directory/directory.store.ts'
import { DirectoryPanel } from '#renderer/directory/directory-panel.tsx'
import type { DirectoryWords } from '#renderer/directory/directory-ports.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'
import { KeysContext } from '#renderer/ui/keys/use-key.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'
import { directoryBench } from './directory-fixture.ts'

/** jsdom lays nothing out: the list is given a height, so that rows are on the screen. */
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(360)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(420)
  setLanguage('en')
})
afterEach(() => {
  vi.restoreAllMocks()
  setLanguage('zh-CN')
})

const made = createKeyRegistry([{ id: 'favourite', combo: 'Ctrl+D', whileTyping: true }], () => {})
if (!made.ok) throw new Error(made.reason)
const keys = made.value
const press = (event: KeyboardEvent) => void keys.handle(event)
beforeEach(() => window.addEventListener('keydown', press, true))
afterEach(() => window.removeEventListener('keydown', press, true))

type Bench = ReturnType<typeof directoryBench>
const say = (run: () => void) => act(async () => run())

async function openPanel(bench: Bench = directoryBench(), purpose: DirectoryPurpose = 'consult') {
  const onChoose = vi.fn()
  render(
    <KeysContext value={keys}>
      <button type="button">Before</button>
      <DirectoryPanel desk={bench.desk} />
    </KeysContext>,
  )
  act(() => screen.getByRole('button', { name: 'Before' }).focus())
  await say(() => bench.desk.openPanel({ purpose, onChoose }))
  return { ...bench, onChoose, user: userEvent.setup() }
}
async function ready(purpose: DirectoryPurpose = 'consult', set: (bench: Bench) => void = () => {}) {
  const bench = directoryBench()
  bench.rows({ '9001': 'ready', '9003': 'busy' })
  set(bench)
  return openPanel(bench, purpose)
}
const region = () => screen.queryByRole('region', { name: 'Directory' })
const box = () => screen.getByRole('searchbox', { name: 'Search directory' })
const options = () => screen.getAllByRole('option')
const chosen = () => screen.getByRole('option', { selected: true })
const texts = () => options().map((option) => option.textContent)

describe('the directory panel', () => {
  it.each([
    ['consult', 'Consult', '咨询'],
    ['conference', 'Conference', '三方通话'],
    ['transfer', 'Transfer', '转接'],
  ] as const)(
    'for %s says what a choice will do, in both languages, with the search box focused',
    async (purpose, en, zh) => {
      await ready(purpose)
      expect(within(region() as HTMLElement).getByRole('heading', { name: en })).toBeTruthy()
      expect(document.activeElement).toBe(box())
      await say(() => setLanguage('zh-CN'))
      const chinese = within(screen.getByRole('region', { name: '通讯录' }))
      expect(chinese.getByRole('heading', { name: zh })).toBeTruthy()
      expect(chinese.getByRole('searchbox', { name: '搜索通讯录' })).toBeTruthy()
    },
  )

  it('is not there as long as nobody asks for it', () => {
    render(<DirectoryPanel desk={directoryBench().desk} />)
    expect(region()).toBeNull()
  })

  it('lists name, organisation, number and presence of everybody but oneself, each by icon and word', async () => {
    await ready()
    const expert = screen.getByRole('option', { name: /秦海川.*市住房公积金管理中心.*9001.*Ready/ })
    expect(expert.querySelectorAll('svg')).toHaveLength(2)
    expect(screen.getByRole('option', { name: /9003 Busy/ })).toBeTruthy()
    expect(screen.getByRole('option', { name: /9002 Offline/ })).toBeTruthy()
    expect(screen.getByRole('option', { name: /市民政局值班席.* 61008 Outside line/ })).toBeTruthy()
    expect(screen.queryByRole('option', { name: /8001/ })).toBeNull()
    expect(expert.querySelector('[lang="zh-CN"]')).toBeTruthy()
  })

  it('has favourites first, then who fits the ticket with the reason, then the rest by kind', async () => {
    await ready('consult', ({ stars, write }) => {
      stars('seat-8002')
      write({ matter: '020101', place: '120116400' })
    })
    const [favourite, first] = texts()
    expect(favourite).toContain('周予安')
    expect(favourite).toContain('favourite')
    expect(first).toContain('贺长林')
    expect(first).toContain('Matter: 室温不达标')
    expect(screen.getByRole('option', { name: /泰达快速通道.*Place: 天津经济技术开发区（其他片区）/ })).toBeTruthy()
    const heads = [...(region()?.querySelectorAll('[role=presentation] > [role=presentation]') ?? [])].map(
      (head) => head.textContent,
    )
    expect(heads.slice(0, 3)).toEqual(['Favourites', 'For this ticket', 'Experts'])
  })

  it.each([
    ['qhc', '秦海川'],
    ['秦海', '秦海川'],
    ['langfang', '廊坊热线'],
    ['9005', '梁书勤'],
    ['暖气不热', '贺长林'],
  ])('finds by %s; Enter takes the first', async (typed, name) => {
    const { user, onChoose } = await ready()
    await user.type(box(), typed)
    expect(chosen().textContent).toContain(name)
    await user.keyboard('{Enter}')
    expect(onChoose).toHaveBeenCalledTimes(1)
    expect(onChoose.mock.calls[0]?.[0].name).toBe(name)
    expect(region()).toBeNull()
  })

  it('says what somebody is for, where nothing else says why he is there', async () => {
    await ready()
    expect(screen.getByRole('option', { name: /贺长林 市城市管理委 · 供热/ })).toBeTruthy()
    expect(screen.getByRole('option', { name: /唐立言.*道路通行、停车、货运与港口 …/ })).toBeTruthy()
    expect(screen.getByRole('option', { name: /市民政局值班席 社会救助、社区服务/ })).toBeTruthy()
  })

  it('says by which matter somebody was found', async () => {
    const { user } = await ready()
    await user.type(box(), '暖气不热')
    expect(chosen().textContent).toContain('Matter: 室温不达标')
  })

  it('gives the number chosen and its stand-ins; a transfer one number only', async () => {
    const consult = await ready('consult', ({ rows }) => rows({ '9001': 'ready', '9005': 'ready' }))
    await consult.user.type(box(), '9001{Enter}')
    expect(consult.onChoose).toHaveBeenCalledWith({
      targets: [
        { number: '9001', name: '秦海川' },
        { number: '9005', name: '梁书勤' },
      ],
      name: '秦海川',
      kind: 'expert',
    })
    const onChoose = vi.fn()
    await say(() => consult.desk.openPanel({ purpose: 'transfer', onChoose }))
    await consult.user.type(box(), '9001{Enter}')
    expect(onChoose).toHaveBeenCalledWith({
      targets: [{ number: '9001', name: '秦海川' }],
      name: '秦海川',
      kind: 'expert',
    })
  })

  it('offers a number that is nobody’s as Dial, also written with blanks', async () => {
    const { user, onChoose } = await ready()
    await user.type(box(), '139 0000 1111')
    expect(texts()).toEqual([expect.stringContaining('Dial 13900001111')])
    await user.keyboard('{Enter}')
    expect(onChoose).toHaveBeenCalledWith({
      targets: [{ number: '13900001111', name: '' }],
      name: '13900001111',
      kind: null,
    })
  })

  it('offers Dial last for a number that others only begin with, and never for one that is somebody’s or one’s own', async () => {
    const { user } = await ready()
    await user.type(box(), '900')
    expect(texts()[0]).toContain('9001')
    expect(texts().at(-1)).toContain('Dial 900')
    await user.type(box(), '1')
    expect(texts()[0]).toContain('9001')
    expect(screen.queryByRole('option', { name: /Dial/ })).toBeNull()
    await user.clear(box())
    await user.type(box(), '8001')
    expect(screen.queryByRole('option', { name: /Dial/ })).toBeNull()
  })

  it('arrows move around the ends and leave the focus in the search box; Page moves further', async () => {
    const { user, onChoose } = await ready()
    const first = chosen().textContent
    expect(box().getAttribute('aria-activedescendant')).toBe(chosen().id)
    await user.keyboard('{ArrowDown}')
    expect(chosen().textContent).toContain('9002')
    await user.keyboard('{ArrowUp}{ArrowUp}')
    expect(chosen()).toBe(options().at(-1))
    await user.keyboard('{ArrowDown}')
    expect(chosen().textContent).toBe(first)
    await user.keyboard('{PageDown}')
    expect(options().indexOf(chosen())).toBe(8)
    await user.keyboard('{PageUp}{PageUp}')
    expect(options().indexOf(chosen())).toBe(0)
    expect(document.activeElement).toBe(box())
    expect(onChoose).not.toHaveBeenCalled()
  })

  it('a press chooses; the focus goes back to where it was', async () => {
    const { user, onChoose } = await ready('conference')
    await user.click(screen.getByRole('option', { name: /9003/ }))
    expect(onChoose).toHaveBeenCalledWith({
      targets: [{ number: '9003', name: '贺长林' }],
      name: '贺长林',
      kind: 'expert',
    })
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Before' }))
  })

  it('Escape closes it without a choice, also with the focus elsewhere, but not while somebody else needs the key', async () => {
    const { user, onChoose, desk } = await ready()
    await user.keyboard('{Escape}')
    expect(region()).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Before' }))
    await say(() => desk.openPanel({ purpose: 'consult', onChoose }))
    act(() => screen.getByRole('button', { name: 'Before' }).focus())
    const taken = createEvent.keyDown(document.body, { key: 'Escape' })
    taken.preventDefault()
    fireEvent(document.body, taken)
    expect(region()).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(region()).toBeNull()
    expect(onChoose).not.toHaveBeenCalled()
  })

  it('asked for again it keeps its place and its words, takes the new purpose and the focus', async () => {
    const { user, desk, onChoose } = await ready()
    await user.type(box(), '900')
    act(() => screen.getByRole('button', { name: 'Before' }).focus())
    const again = vi.fn()
    await say(() => desk.openPanel({ purpose: 'transfer', onChoose: again }))
    expect(screen.getByRole('heading', { name: 'Transfer' })).toBeTruthy()
    expect(document.activeElement).toBe(box())
    await user.keyboard('{Enter}')
    expect(onChoose).not.toHaveBeenCalled()
    expect(again).toHaveBeenCalledWith({
      targets: [{ number: '9001', name: '秦海川' }],
      name: '秦海川',
      kind: 'expert',
    })
  })

  it('leaves keys and list alone while an input method composes', async () => {
    const { onChoose } = await ready()
    fireEvent.compositionStart(box())
    const typed = createEvent.input(box(), { target: { value: "qin'hai" } })
    Object.defineProperty(typed, 'isComposing', { value: true })
    fireEvent(box(), typed)
    expect(options().length).toBeGreaterThan(10)
    const enter = createEvent.keyDown(box(), { key: 'Enter', keyCode: 229 })
    fireEvent(box(), enter)
    fireEvent.keyDown(box(), { key: 'Escape', keyCode: 229 })
    expect(enter.defaultPrevented).toBe(false)
    expect(onChoose).not.toHaveBeenCalled()
    fireEvent.input(box(), { target: { value: '秦海' } })
    fireEvent.compositionEnd(box())
    expect(texts()).toHaveLength(1)
  })
})

describe('presence and stars in the open panel', () => {
  it('changes presence in its place: nothing moves, and the focus stays', async () => {
    const { rows, user } = await ready()
    await user.keyboard('{ArrowDown}')
    const before = texts().map((text) => text?.slice(0, 3))
    await say(() => rows({ '9001': 'busy', '9004': 'ready', '8005': 'ready' }))
    expect(texts().map((text) => text?.slice(0, 3))).toEqual(before)
    expect(screen.getByRole('option', { name: /9001 Busy/ })).toBeTruthy()
    expect(chosen().textContent).toContain('9002')
  })

  it('a star is set by mouse and by Ctrl+D, shown at once, and moves nothing', async () => {
    const { user, asked, stars, onChoose } = await ready()
    const star = () => chosen().querySelector('[data-star]')
    await user.click(star() as Element)
    expect(asked.map(({ entryId, on }) => [entryId, on])).toEqual([['expert-9001', true]])
    expect(chosen().textContent).toContain('favourite')
    await say(() => asked[0]?.answer(true))
    await say(() => stars('expert-9001'))
    expect(chosen().textContent).toContain('favourite')
    expect(options().indexOf(chosen())).toBe(0)
    await user.keyboard('{ArrowDown}{Control>}d{/Control}')
    expect(asked.at(-1)).toMatchObject({ entryId: 'expert-9002', on: true })
    await user.keyboard('{ArrowUp}{Control>}d{/Control}')
    expect(asked.at(-1)).toMatchObject({ entryId: 'expert-9001', on: false })
    expect(onChoose).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(box())
  })

  it('takes a refused star back and says so', async () => {
    const { user, asked } = await ready()
    await user.keyboard('{Control>}d{/Control}')
    await say(() => asked[0]?.answer(false))
    expect(chosen().textContent).not.toContain('favourite')
    expect(screen.getByRole('alert').textContent).toContain('was not changed')
    await user.keyboard('{Control>}d{/Control}')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('starred and unstarred in haste it ends as the last press said', async () => {
    const { user, asked } = await ready()
    await user.keyboard('{Control>}d{/Control}')
    await user.keyboard('{Control>}d{/Control}')
    expect(asked.map(({ on }) => on)).toEqual([true, false])
    await say(() => asked[0]?.answer(true))
    expect(chosen().textContent).not.toContain('favourite')
    await say(() => asked[1]?.answer(true))
    expect(chosen().textContent).not.toContain('favourite')
  })

  it('favourites stand first when it is opened next', async () => {
    const { desk, onChoose, stars } = await ready()
    await say(() => stars('zone-eco'))
    await say(() => desk.closePanel())
    await say(() => desk.openPanel({ purpose: 'consult', onChoose }))
    expect(texts()[0]).toContain('生态城快速通道')
  })
})

describe('the directory that is not there', () => {
  it('says that it comes; an Enter before it takes the first when it is there', async () => {
    const { user, rows, onChoose } = await openPanel()
    expect(screen.getByText('Fetching the directory…')).toBeTruthy()
    await user.type(box(), 'qhc{Enter}')
    expect(onChoose).not.toHaveBeenCalled()
    await say(() => rows())
    expect(onChoose).toHaveBeenCalledWith(expect.objectContaining({ name: '秦海川' }))
  })

  it('an Enter before the words are there waits for them; more typing gives it up', async () => {
    let come: (words: DirectoryWords) => void = () => {}
    const bench = directoryBench({ words: () => new Promise((resolve) => (come = resolve)) })
    bench.rows()
    const { user, onChoose } = await openPanel(bench)
    await user.type(box(), 'qhc{Enter}')
    await user.type(box(), '{Backspace}')
    await say(() => come(ticketData))
    expect(onChoose).not.toHaveBeenCalled()
    expect(chosen().textContent).toContain('秦海川')
  })

  it('finds by characters and numbers where the words cannot be loaded', async () => {
    const bench = directoryBench({ words: () => Promise.reject(new Error('offline')) })
    bench.rows()
    const { user } = await openPanel(bench)
    await user.type(box(), '秦海')
    expect(chosen().textContent).toContain('9001')
  })

  it('says why there is nobody, and still dials', async () => {
    const { user, refuse, onChoose } = await openPanel()
    await say(() => refuse())
    expect(screen.getByText('The directory cannot be fetched')).toBeTruthy()
    await user.type(box(), '13900001111{Enter}')
    expect(onChoose).toHaveBeenCalledWith({
      targets: [{ number: '13900001111', name: '' }],
      name: '13900001111',
      kind: null,
    })
  })

  it('says what to do when nobody matches, and when nobody is in it', async () => {
    const { user, rows, desk, onChoose } = await ready()
    await user.type(box(), 'zzzzz')
    expect(screen.getByText('Nobody matches “zzzzz”')).toBeTruthy()
    await user.keyboard('{Enter}')
    expect(onChoose).not.toHaveBeenCalled()
    await say(() => desk.closePanel())
    await say(() => rows({}, []))
    await say(() => desk.openPanel({ purpose: 'consult', onChoose }))
    expect(screen.getByText('Nobody is in the directory yet')).toBeTruthy()
  })

  it('draws only what is near the screen, of thousands', async () => {
    const bench = directoryBench()
    const many = Array.from({ length: 3000 }, (_, at) => ({
      id: `seat-${10_000 + at}`,
      kind: 'seat' as const,
      name: `王${at}`,
      number: String(10_000 + at),
      unit: '综合',
      languages: [],
      matters: [],
      places: [],
      aliases: [],
    }))
    bench.rows({}, many)
    await openPanel(bench)
    expect(options().length).toBeGreaterThan(8)
    expect(options().length).toBeLessThan(400)
    expect(options()[0]?.getAttribute('aria-setsize')).toBe('3000')
  })

  it('stops listening when the desk is closed', () => {
    const { desk, listening } = directoryBench()
    expect(listening()).toEqual(['directory', 'directory-favourites'])
    desk.close()
    expect(listening()).toEqual([])
  })
})
