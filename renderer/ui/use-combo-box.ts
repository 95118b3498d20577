import { type KeyboardEvent, useRef, useState } from 'react'
import { isComposing } from './composing.ts'

/** Something to choose: the words of its path from the root, the last being its own name. */
export interface ComboBoxOption {
  readonly id: string
  readonly path: readonly string[]
  /** Soft text behind, e.g. what it was found by. */
  readonly hint?: string | undefined
}

/** Finds options for what was typed (empty: the first ones), best first. Must answer quickly; a later question makes an earlier answer void. */
export type ComboBoxSearch = (
  query: string,
  limit: number,
) => readonly ComboBoxOption[] | Promise<readonly ComboBoxOption[]>

/** The whole path in one line, as it stands in the input when chosen. */
export const pathText = (option: ComboBoxOption): string => option.path.join(' / ')

interface ComboBoxInput {
  readonly value: ComboBoxOption | null
  readonly onChange: (value: ComboBoxOption | null) => void
  readonly search: ComboBoxSearch
  readonly limit: number
}

interface Shown {
  readonly status: 'closed' | 'searching' | 'found' | 'failed'
  readonly options: readonly ComboBoxOption[]
  readonly active: number
}
const closed: Shown = { status: 'closed', options: [], active: 0 }

/** The behaviour of a combo box without its looks. Text typed but not chosen is given up on leaving; Escape restores. */
export function useComboBox({ value, onChange, search, limit }: ComboBoxInput) {
  const [text, setText] = useState<string | null>(null)
  const [shown, setShown] = useState<Shown>(closed)
  const question = useRef(0)
  // Enter before the answer came: people type faster than a list is drawn, and mean its first option.
  const takeFirst = useRef(false)

  const close = () => {
    question.current += 1
    takeFirst.current = false
    setShown(closed)
    setText(null)
  }
  const choose = (option: ComboBoxOption) => {
    close()
    onChange(option)
  }
  const ask = async (query: string) => {
    question.current += 1
    const mine = question.current
    takeFirst.current = false
    setShown((before) => ({ ...before, status: 'searching' }))
    const options = await Promise.resolve()
      .then(() => search(query, limit))
      .catch(() => null)
    if (mine !== question.current) return
    const first = options?.[0]
    if (takeFirst.current && first) choose(first)
    else setShown({ status: options ? 'found' : 'failed', options: options?.slice(0, limit) ?? [], active: 0 })
  }
  const move = (by: number) =>
    setShown((now) => ({ ...now, active: (now.active + by + now.options.length) % Math.max(1, now.options.length) }))

  const enter = (event: KeyboardEvent) => {
    if (shown.status === 'closed' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const option = shown.options[shown.active]
    if (shown.status === 'searching') takeFirst.current = true
    else if (option) choose(option)
  }
  const restore = (event: KeyboardEvent) => {
    if (shown.status === 'closed' && text === null) return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  const arrow = (event: KeyboardEvent, by: number) => {
    event.preventDefault()
    if (shown.status === 'closed') void ask(text ?? '')
    else if (event.altKey) close()
    else move(by)
  }

  return {
    shown,
    text: text ?? (value ? pathText(value) : ''),
    choose,
    open: () => {
      if (shown.status === 'closed') void ask(text ?? '')
    },
    point: (index: number) => setShown((now) => ({ ...now, active: index })),
    type: (next: string, composing: boolean) => {
      setText(next)
      if (!composing) void ask(next)
    },
    leave: () => {
      if (takeFirst.current) return
      if (text === '' && value) onChange(null)
      close()
    },
    keyDown: (event: KeyboardEvent) => {
      if (isComposing(event.nativeEvent)) return
      if (event.key === 'Enter') enter(event)
      else if (event.key === 'Escape') restore(event)
      else if (event.key === 'ArrowDown') arrow(event, 1)
      else if (event.key === 'ArrowUp') arrow(event, -1)
    },
  }
}
