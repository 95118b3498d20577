import { useEffect, useRef, useState } from 'react'
import { Chinese } from '../i18n/chinese.tsx'
import hidden from '../ui/visually-hidden.module.css'

/** Shortest time between two sentences, ms: a screen reader must not talk over the call. */
const everyMs = 2000

/** Says the latest sentence politely, at most one in two seconds; those in between are left out. */
export function PoliteLog({ sentence }: { readonly sentence: string }) {
  const [said, setSaid] = useState('')
  const last = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (sentence === said) return
    const say = () => {
      last.current = performance.now()
      setSaid(sentence)
    }
    const timer = setTimeout(say, Math.max(0, last.current + everyMs - performance.now()))
    return () => clearTimeout(timer)
  }, [sentence, said])
  return (
    <div className={hidden.hidden} aria-live="polite" data-testid="assistant-live">
      <Chinese>{said}</Chinese>
    </div>
  )
}
