import { useEffect, useRef, useState } from 'react'
import type { FirmRow } from '#shared/contract/rest/enterprises.schema.ts'
import type { EnterpriseDesk, FirmFilter } from './enterprise-desk.ts'

/** What a search has found so far; what is there stays while the next answer is on its way. `stuck`: more did not come. */
export interface FirmsFound {
  readonly status: 'loading' | 'found' | 'failed' | 'stuck'
  readonly firms: readonly FirmRow[]
  readonly more: boolean
}

/** Typing waits this long for the next key before it asks, ms. */
const pauseMs = 150

/** The enterprises for what is typed; a later question makes an earlier answer void. */
export function useFirmSearch(desk: EnterpriseDesk, { q, industry, green }: FirmFilter) {
  const [found, setFound] = useState<FirmsFound>({ status: 'loading', firms: [], more: false })
  const [turn, setTurn] = useState(0)
  const asked = useRef<AbortController | null>(null)
  const ask = async (from: readonly FirmRow[]) => {
    asked.current?.abort()
    const mine = new AbortController()
    asked.current = mine
    const { signal } = mine
    setFound((now) => ({ ...now, status: 'loading' }))
    const answer = await desk.list({ q, industry, green }, from.at(-1)?.code ?? null, signal)
    if (signal.aborted) return
    if (!answer.ok) return setFound({ status: from.length > 0 ? 'stuck' : 'failed', firms: from, more: true })
    setFound({ status: 'found', firms: [...from, ...answer.value.firms], more: answer.value.more })
  }
  const latest = useRef(ask)
  useEffect(() => {
    latest.current = ask
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each part of the question asks anew, another turn the same one
  useEffect(() => {
    const timer = setTimeout(() => void latest.current([]), q === '' ? 0 : pauseMs)
    return () => {
      clearTimeout(timer)
      asked.current?.abort()
    }
  }, [desk, q, industry, green, turn])
  return { found, more: () => void ask(found.firms), refresh: () => setTurn((now) => now + 1) }
}
