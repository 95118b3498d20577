import { useEffect, useState } from 'react'
import type { ExportList } from '#shared/contract/rest/exports.schema.ts'
import type { ExportDesk } from './export-desk.ts'

/** How long after an answer that did not come the list is asked for again, ms. */
const retryMs = 15_000

/** What exports there are, as they stand; null: not read yet, 'failed': nothing came. `reread` asks anew at once. */
export function useExports(desk: ExportDesk | undefined) {
  const [found, setFound] = useState<ExportList | 'failed' | null>(null)
  const [turn, setTurn] = useState(0)
  const reread = () => setTurn((now) => now + 1)
  useEffect(() => desk?.onChanged(() => setTurn((now) => now + 1)), [desk])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks anew
  useEffect(() => {
    if (desk === undefined) return
    const asked = new AbortController()
    let retry: ReturnType<typeof setTimeout> | undefined
    const read = async () => {
      const answer = await desk.list(asked.signal)
      if (asked.signal.aborted) return
      if (!answer.ok) retry = setTimeout(() => void read(), retryMs)
      setFound((now) => (answer.ok ? answer.value : (now ?? 'failed')))
    }
    void read()
    return () => {
      asked.abort()
      clearTimeout(retry)
    }
  }, [desk, turn])
  return { found, reread }
}
