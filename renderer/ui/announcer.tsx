import { useSyncExternalStore } from 'react'
import hidden from './visually-hidden.module.css'

let said = ''
const listeners = new Set<() => void>()

/** Has screen readers say a sentence at once (a ring, a key that can't act now). The same sentence again is said again. */
export function announce(sentence: string): void {
  // A no-break space more or less makes the text new without making it sound new.
  said = said === sentence ? `${sentence}\u00a0` : sentence
  for (const listener of [...listeners]) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The live region of the page; one, at its root. */
export function Announcer() {
  const sentence = useSyncExternalStore(subscribe, () => said)
  return (
    <div className={hidden.hidden} aria-live="assertive" data-live-announcer="true">
      {sentence}
    </div>
  )
}
