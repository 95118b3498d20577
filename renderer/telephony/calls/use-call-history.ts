import { useEffect, useRef, useState } from 'react'
import type { Disposer } from '#shared/kit/disposable.ts'
import { type CallFilters, faultyFilter, type ReadCalls, withNewest } from './call-filters.rules.ts'
import type { CallQueries } from './call-queries.ts'

/** Tells that a call began, changed or ended. */
export type WatchCalls = (listener: () => void) => Disposer

/** What was read so far. */
export interface FoundCalls extends ReadCalls {
  readonly status: 'loading' | 'found' | 'failed'
}

/** Typing, and calls that change, wait this long for the next before it is asked, ms. */
const pauseMs = 200

const nothing: ReadCalls = { calls: [], next: null }

/** The history for these filters, its newest rows kept fresh; a later question makes an earlier answer void. */
export function useCallHistory(queries: CallQueries, filters: CallFilters, watch: WatchCalls) {
  const [found, setFound] = useState<FoundCalls>({ status: 'loading', ...nothing })
  const [again, setAgain] = useState(0)
  const asked = useRef<AbortController | null>(null)
  const latest = useRef({ queries, filters, found })
  useEffect(() => {
    latest.current = { queries, filters, found }
  })

  const ask = useRef(async (what: 'anew' | 'more' | 'newest') => {
    const now = latest.current
    if (faultyFilter(now.filters) !== null) return
    asked.current?.abort()
    const mine = new AbortController()
    asked.current = mine
    if (what !== 'newest') setFound((before) => ({ ...before, status: 'loading' }))
    const answer = await now.queries.list(now.filters, what === 'more' ? now.found.next : null, mine.signal)
    if (mine.signal.aborted) return
    setFound((before) => {
      if (!answer.ok) return { ...before, status: 'failed' }
      const { calls, next } = answer.value
      if (what === 'more') return { status: 'found', calls: [...before.calls, ...calls], next }
      return { status: 'found', ...(what === 'newest' ? withNewest(before, answer.value) : { calls, next }) }
    })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters, or a press of Try again, are another question
  useEffect(() => {
    const timer = setTimeout(() => void ask.current('anew'), again === 0 && filters.number === '' ? 0 : pauseMs)
    return () => {
      clearTimeout(timer)
      asked.current?.abort()
    }
  }, [queries, filters, again])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const fresh = () => {
      timer = undefined
      // What is being asked for is fresh by itself.
      if (latest.current.found.status !== 'loading') void ask.current('newest')
    }
    const stop = watch(() => {
      timer ??= setTimeout(fresh, pauseMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [watch])
  return {
    found,
    more: () => {
      if (found.status === 'found' && found.next !== null) void ask.current('more')
    },
    retry: () => setAgain((count) => count + 1),
  }
}
