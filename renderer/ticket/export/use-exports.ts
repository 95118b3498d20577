import { useEffect, useState } from 'react'
import type { ExportList } from '#shared/contract/rest/exports.schema.ts'
import type { ExportDesk } from './export-desk.ts'

/** How often the list is read while somebody may be waiting for a decision, ms. */
const everyMs = 15_000

/** What exports there are; null: not read yet, 'failed': nothing came. `reread` asks anew at once. */
export function useExports(desk: ExportDesk | undefined) {
  const [found, setFound] = useState<ExportList | 'failed' | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks anew
  useEffect(() => {
    if (desk === undefined) return
    const asked = new AbortController()
    const read = async () => {
      const answer = await desk.list(asked.signal)
      if (asked.signal.aborted) return
      // A site that lets nobody export says so once.
      if (answer.ok && !answer.value.on) clearInterval(timer)
      setFound((now) => (answer.ok ? answer.value : (now ?? 'failed')))
    }
    const timer = setInterval(() => void read(), everyMs)
    void read()
    return () => {
      asked.abort()
      clearInterval(timer)
    }
  }, [desk, turn])
  return { found, reread: () => setTurn((now) => now + 1) }
}
