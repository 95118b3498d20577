import { createEvent, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { ComboBox } from '#renderer/ui/combo-box.tsx'
import type { ComboBoxOption, ComboBoxSearch } from '#renderer/ui/use-combo-box.ts'

const option = (id: string, ...path: string[]): ComboBoxOption => ({ id, path })
const all = [
  option('1', '城市管理', '市政设施', '路灯不亮'),
  option('2', '城市管理', '市政设施', '井盖丢失'),
  option('3', '公用事业', '供热', '暖气不热'),
]
const find: ComboBoxSearch = (query) => all.filter(({ path }) => path.join('').includes(query))

function Host({ search = find, seen }: { search?: ComboBoxSearch; seen?: (id: string | null) => void }) {
  const [value, setValue] = useState<ComboBoxOption | null>(null)
  return (
    <ComboBox
      label="Matter"
      value={value}
      search={search}
      onChange={(next) => {
        setValue(next)
        seen?.(next?.id ?? null)
      }}
    />
  )
}
const input = () => screen.getByRole('combobox', { name: 'Matter' }) as HTMLInputElement

describe('ComboBox', () => {
  it('filters while typing, makes the first option active, and Enter takes it', async () => {
    const user = userEvent.setup()
    render(<Host />)
    await user.type(input(), '市政')
    const options = await screen.findAllByRole('option')
    expect(options.map((element) => element.textContent)).toEqual([
      '城市管理 / 市政设施 / 路灯不亮',
      '城市管理 / 市政设施 / 井盖丢失',
    ])
    expect(input().getAttribute('aria-activedescendant')).toBe(options[0]?.id)
    expect(input().getAttribute('aria-expanded')).toBe('true')
    await user.keyboard('{Enter}')
    expect(input().value).toBe('城市管理 / 市政设施 / 路灯不亮')
    expect(screen.queryByRole('listbox')).toBeNull()
  })

  it('Enter before the answer arrives takes the first option of that answer', async () => {
    const user = userEvent.setup()
    const answers: ((options: readonly ComboBoxOption[]) => void)[] = []
    const seen = vi.fn()
    render(<Host search={() => new Promise((resolve) => answers.push(resolve))} seen={seen} />)
    await user.type(input(), 'a')
    await waitFor(() => expect(answers).not.toHaveLength(0))
    await user.keyboard('{Enter}')
    expect(seen).not.toHaveBeenCalled()
    answers.at(-1)?.([all[2] as ComboBoxOption])
    await waitFor(() => expect(seen).toHaveBeenCalledWith('3'))
  })

  it('an answer that comes late never replaces that of a newer question', async () => {
    const user = userEvent.setup()
    const answers = new Map<string, (options: readonly ComboBoxOption[]) => void>()
    render(<Host search={(query) => new Promise((resolve) => answers.set(query, resolve))} />)
    await user.type(input(), 'ab')
    await waitFor(() => expect(answers.has('ab')).toBe(true))
    answers.get('ab')?.([all[1] as ComboBoxOption])
    await screen.findByRole('option')
    answers.get('a')?.([all[0] as ComboBoxOption])
    await Promise.resolve()
    expect(screen.getByRole('option').textContent).toContain('井盖丢失')
  })

  it('arrows move the active option around the ends without moving the focus', async () => {
    const user = userEvent.setup()
    render(<Host />)
    await user.click(input())
    await screen.findAllByRole('option')
    await user.keyboard('{ArrowUp}')
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('暖气不热')
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('井盖丢失')
    expect(document.activeElement).toBe(input())
  })

  it('Escape restores what was chosen, and only then lets Escape through', async () => {
    const user = userEvent.setup()
    const outer = vi.fn()
    render(
      // biome-ignore lint/a11y/noStaticElementInteractions: stands for whatever is around
      <div onKeyDown={(event) => outer(event.key)}>
        <Host />
      </div>,
    )
    await user.type(input(), '路灯')
    await screen.findAllByRole('option')
    await user.keyboard('{Enter}')
    await user.type(input(), 'x')
    outer.mockClear()
    await user.keyboard('{Escape}')
    expect(input().value).toBe('城市管理 / 市政设施 / 路灯不亮')
    expect(outer).not.toHaveBeenCalled()
    await user.keyboard('{Escape}')
    expect(outer).toHaveBeenCalledWith('Escape')
  })

  it('emptied and left, it has no value; typed and left, it keeps the old one', async () => {
    const user = userEvent.setup()
    const seen = vi.fn()
    render(<Host seen={seen} />)
    await user.type(input(), '路灯{Enter}')
    await waitFor(() => expect(seen).toHaveBeenLastCalledWith('1'))
    await user.clear(input())
    await user.type(input(), '暖')
    await user.tab()
    expect(seen).toHaveBeenLastCalledWith('1')
    expect(input().value).toContain('路灯不亮')
    await user.clear(input())
    await user.tab()
    expect(seen).toHaveBeenLastCalledWith(null)
  })

  it('leaves keys and text alone while an input method composes, then searches', async () => {
    const search = vi.fn(find)
    const seen = vi.fn()
    render(<Host search={search} seen={seen} />)
    const box = input()
    box.focus()
    fireEvent.compositionStart(box)
    const typed = createEvent.input(box, { target: { value: "lu'deng" } })
    Object.defineProperty(typed, 'isComposing', { value: true })
    fireEvent(box, typed)
    const enter = createEvent.keyDown(box, { key: 'Enter', keyCode: 229 })
    fireEvent(box, enter)
    expect(enter.defaultPrevented).toBe(false)
    expect(search).not.toHaveBeenCalled()
    fireEvent.input(box, { target: { value: '路灯' } })
    fireEvent.compositionEnd(box)
    await screen.findAllByRole('option')
    expect(search).toHaveBeenLastCalledWith('路灯', 50)
    expect(seen).not.toHaveBeenCalled()
  })

  it('says so when nothing matches and when the search fails', async () => {
    const user = userEvent.setup()
    const { unmount } = render(<Host />)
    await user.type(input(), 'zzz')
    await waitFor(() => expect(screen.getByText(/没有匹配的选项/)).toBeTruthy())
    unmount()
    render(<Host search={() => Promise.reject(new Error('gone'))} />)
    await user.type(input(), 'z')
    await waitFor(() => expect(screen.getByText(/没有查到/)).toBeTruthy())
  })

  it('draws no more than its limit', async () => {
    const many = Array.from({ length: 4000 }, (_, index) => option(String(index), '类', `项${index}`))
    render(<Host search={() => many} />)
    await userEvent.setup().click(input())
    expect(await screen.findAllByRole('option')).toHaveLength(50)
  })
})
