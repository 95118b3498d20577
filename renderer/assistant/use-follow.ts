import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Nearer to the end than this counts as at the end, px. */
const nearEnd = 24

/** What a person scrolls with: lines that get their height, or a list that is laid out anew, move a box too. */
const scrolledBy = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

export const isAtEnd = (box: Pick<HTMLElement, 'scrollHeight' | 'scrollTop' | 'clientHeight'>): boolean =>
  box.scrollHeight - box.scrollTop - box.clientHeight <= nearEnd

export interface Follow {
  /** Whether the newest line is kept in view. */
  readonly following: boolean
  readonly onScroll: () => void
  readonly toNewest: () => void
}

/** Keeps the end of a list in view until a person scrolls up; at the end again, it goes on. @param newest changes with each change of the list */
export function useFollow(scroller: RefObject<HTMLElement | null>, newest: unknown): Follow {
  const [following, setFollowing] = useState(true)
  const byPerson = useRef(false)
  useEffect(() => {
    const box = scroller.current
    const noted = () => {
      byPerson.current = true
    }
    for (const name of scrolledBy) box?.addEventListener(name, noted, { passive: true })
    return () => {
      for (const name of scrolledBy) box?.removeEventListener(name, noted)
    }
  }, [scroller])
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box || !following || newest === undefined) return
    const toEnd = () => {
      byPerson.current = false
      box.scrollTop = box.scrollHeight
    }
    toEnd()
    // Lines get their height after they came.
    const watch = new ResizeObserver(toEnd)
    for (const part of [box, ...box.children]) watch.observe(part)
    return () => watch.disconnect()
  }, [newest, following, scroller])
  return {
    following,
    onScroll() {
      const box = scroller.current
      if (box && (byPerson.current || isAtEnd(box))) setFollowing(isAtEnd(box))
    },
    toNewest() {
      setFollowing(true)
    },
  }
}
