import { useEffect, useRef, useState } from 'react'

/** How long what is shown stays after the hand moved over it, ms. */
const holdMs = 1500

/**
 * Keeps what is shown from changing under the hand: while the pointer moves over it or a key is pressed in it, and shortly after, the
 * shown value stays; then the latest one comes.
 */
export function useHeld<T>(latest: T): { readonly shown: T; readonly onHand: () => void } {
  const [shown, setShown] = useState(latest)
  const newest = useRef(latest)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  newest.current = latest
  useEffect(() => {
    if (timer.current === undefined) setShown(latest)
  }, [latest])
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    shown,
    onHand() {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        timer.current = undefined
        setShown(newest.current)
      }, holdMs)
    },
  }
}
