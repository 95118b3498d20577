import { useState } from 'react'
import { isBackwards, type Narrowing, noNarrowing } from '#shared/contract/rest/narrowing.schema.ts'

/** What the fields hold, and what the list is asked for: the last of it that can be. */
export function useNarrowing() {
  const [within, set] = useState(noNarrowing)
  const [asked, ask] = useState(noNarrowing)
  const setWithin = (next: Narrowing) => {
    set(next)
    if (!isBackwards(next)) ask(next)
  }
  return { within, asked, setWithin }
}
