import { type RefObject, useEffect, useRef } from 'react'

/** Where a small window has what is chosen under its list, it is scrolled to when something else is chosen; beside the list nothing moves. @param chosen null: nothing */
export function useBroughtIntoView(chosen: string | null): RefObject<HTMLElement | null> {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (chosen !== null) box.current?.scrollIntoView({ block: 'start' })
  }, [chosen])
  return box
}
