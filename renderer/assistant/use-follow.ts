import { type RefObject, useLayoutEffect, useState } from 'react'

/** Nearer to the end than this counts as at the end, px. */
const nearEnd = 24

export const isAtEnd = (box: { scrollHeight: number; scrollTop: number; clientHeight: number }): boolean =>
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
  useLayoutEffect(() => {
    const box = scroller.current
    if (box && following && newest !== undefined) box.scrollTop = box.scrollHeight
  }, [newest, following, scroller])
  return {
    following,
    onScroll() {
      if (scroller.current) setFollowing(isAtEnd(scroller.current))
    },
    toNewest() {
      setFollowing(true)
    },
  }
}
