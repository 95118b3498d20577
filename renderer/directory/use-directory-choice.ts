import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { createDirectorySearch, type DirectorySearch } from '#shared/directory/directory-search.ts'
import { typedNumber } from '#shared/directory/typed-number.rules.ts'
import { isComposing } from '../ui/composing.ts'
import { isStarred, type OpenPanel } from './directory.store.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import { foundLines, groupLines, type ListLine, type OptionLine } from './listing.rules.ts'
import type { KnownWords } from './use-directory.ts'

/** Most that are listed for a query: who needs more types more. */
const most = 50
const pageOfOptions = 8

interface Typed {
  readonly text: string
  /** What is looked for: the text but for what an input method still composes. */
  readonly query: string
  /** Number of the option that Enter takes. */
  readonly active: number
  /** Enter was pressed before the answer was there: people type faster than a list comes, and mean its first. */
  readonly takeFirst: boolean
}

interface ChoosingInput {
  readonly desk: DirectoryDesk
  readonly panel: OpenPanel
  /** null while they come. */
  readonly words: KnownWords | null
  /** Somebody got a star, or lost it. */
  readonly onStar: (on: boolean) => void
}

/** The behaviour of the panel without its looks: what is listed, which is active, and what the keys do. */
export function useDirectoryChoice({ desk, panel, words, onStar }: ChoosingInput) {
  const { listing } = panel
  const [typed, setTyped] = useState<Typed>({ text: '', query: '', active: 0, takeFirst: false })
  const search = useMemo(() => {
    if (!listing || !words) return null
    let made: DirectorySearch | undefined
    // Thousands of names take a moment: not before somebody types.
    return (text: string) => {
      made ??= createDirectorySearch(listing.entries, words.toSyllables, words.matters)
      return made.search(text, most)
    }
  }, [listing, words])
  const { query } = typed
  const blank = query.trim() === ''
  const lines = useMemo((): readonly ListLine[] | null => {
    if (listing && blank) return groupLines(listing)
    if (listing && search) return foundLines(search(query), query, { entries: listing.entries, own: desk.own })
    // A number can be dialled also where the directory does not come.
    return typedNumber(query) === null ? null : foundLines([], query, { entries: [], own: desk.own })
  }, [listing, search, query, blank, desk])
  const options = useMemo(() => (lines ?? []).filter((line): line is OptionLine => line.kind !== 'head'), [lines])
  const active = Math.min(typed.active, Math.max(0, options.length - 1))

  const waits = typed.takeFirst && lines !== null
  useEffect(() => {
    if (!waits) return
    setTyped((before) => ({ ...before, takeFirst: false }))
    const first = options[0]
    if (first) desk.choose(first)
  }, [waits, options, desk])

  const move = (by: number, round: boolean) => {
    const last = Math.max(0, options.length - 1)
    const to = active + by
    const next = round ? (to + last + 1) % (last + 1) : Math.max(0, Math.min(last, to))
    setTyped((before) => ({ ...before, active: next }))
  }
  const toggleStar = (line: OptionLine | undefined) => {
    if (line?.kind !== 'entry') return
    const on = !isStarred(desk.store.getState(), line.id)
    desk.star(line.id, on)
    onStar(on)
  }
  const enter = () => {
    const line = options[active]
    if (lines === null) setTyped((before) => ({ ...before, takeFirst: true }))
    else if (line) desk.choose(line)
  }
  const plain = new Map<string, () => void>([
    ['Enter', enter],
    ['ArrowDown', () => move(1, true)],
    ['ArrowUp', () => move(-1, true)],
    ['PageDown', () => move(pageOfOptions, false)],
    ['PageUp', () => move(-pageOfOptions, false)],
    ['Escape', desk.closePanel],
  ])
  return {
    text: typed.text,
    query,
    lines,
    options,
    active,
    type: (next: string, composing: boolean) =>
      setTyped((before) =>
        composing ? { ...before, text: next } : { text: next, query: next, active: 0, takeFirst: false },
      ),
    point: (index: number) => setTyped((before) => ({ ...before, active: index })),
    toggleStar,
    keyDown(event: KeyboardEvent) {
      const act = plain.get(event.key)
      const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey
      if (!act || modified || isComposing(event.nativeEvent)) return
      event.preventDefault()
      event.stopPropagation()
      act()
    },
  }
}
export type DirectoryChoosing = ReturnType<typeof useDirectoryChoice>
