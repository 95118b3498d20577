import { useEffect, useState } from 'react'
import type { Near } from '#shared/contract/rest/near.schema.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import type { DraftAdvice } from './near-desk.ts'

/** Typing stops this long before it is asked, ms: the draft's last words are with the server by then. */
const pauseMs = 900

/** What is near the draft as it stands; null: nothing is known, or nothing can be asked now. */
export function useNear(
  advice: DraftAdvice | undefined,
  draftId: string,
  { phone, matter, place, address, title, content }: DraftInput,
): { readonly near: Near | null; readonly reread: () => void } {
  const [near, setNear] = useState<Near | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was written asks anew, though the server reads its own copy
  useEffect(() => {
    if (advice === undefined) return
    const asked = new AbortController()
    const timer = setTimeout(() => {
      void advice.near(draftId, asked.signal).then((answer) => {
        if (!asked.signal.aborted && answer.ok) setNear(answer.value)
      })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
  }, [advice, draftId, phone, matter, place, address, title, content, turn])
  return { near, reread: () => setTurn((now) => now + 1) }
}
