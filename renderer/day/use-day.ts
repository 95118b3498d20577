import { useEffect, useState, useSyncExternalStore } from 'react'
import type { DayFigures } from '#shared/contract/rest/day.schema.ts'
import type { ReadFailure } from '../link/read-json.ts'
import type { DayDesk, Watched } from './day-desk.ts'

/** Moves come in bursts: the figures are read once a burst, ms. */
const burstMs = 300
/** Lengths grow while a call goes on, and limits come near by themselves: read again so often, ms. */
const everyMs = 30_000

/** The figures as last read. What was there stays while it is read again, and when that fails. */
export interface DayView {
  readonly figures: DayFigures | null
  readonly failed: ReadFailure | null
}

/** Reads the figures now, after each move, and every half minute. */
export function useDay(desk: DayDesk): DayView {
  const [view, setView] = useState<DayView>({ figures: null, failed: null })
  useEffect(() => {
    const gone = new AbortController()
    const read = async () => {
      const answer = await desk.read(gone.signal)
      if (gone.signal.aborted) return
      setView(({ figures }) =>
        answer.ok ? { figures: answer.value, failed: null } : { figures, failed: answer.reason },
      )
    }
    let burst: ReturnType<typeof setTimeout> | undefined
    const stop = desk.onMoved(() => {
      burst ??= setTimeout(() => {
        burst = undefined
        void read()
      }, burstMs)
    })
    const again = setInterval(() => void read(), everyMs)
    void read()
    return () => {
      gone.abort()
      stop()
      clearTimeout(burst)
      clearInterval(again)
    }
  }, [desk])
  return view
}

const nothing: Watched<null> = { get: () => null, subscribe: () => () => undefined }

/** A watched part of the desk, live; null where it is none. */
export function useWatched<T>(watched: Watched<T> | null): T | null {
  const source: Watched<T | null> = watched ?? nothing
  return useSyncExternalStore(source.subscribe, source.get)
}
