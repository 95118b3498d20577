import { useEffect, useState } from 'react'
import { type SandboxText, sandboxTextsSchema } from '#shared/contract/rest/sandbox-texts.schema.ts'
import { browserClock } from '../bridge/browser-clock.ts'

/** From one look to the next, ms. */
const everyMs = 3000

/** What the page got: texts, no answer for now, or the word that nobody tells texts here. */
type Asked = readonly SandboxText[] | 'unreachable' | 'none'

async function ask(number: string, signal: AbortSignal): Promise<Asked> {
  const answer = await fetch('/api/sandbox/texts', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number }),
    signal,
  }).catch(() => null)
  if (answer === null || answer.status >= 500) return 'unreachable'
  const read = answer.ok ? sandboxTextsSchema.safeParse(await answer.json().catch(() => null)) : null
  return read?.success ? read.data.texts : 'none'
}

/**
 * Texts that came to the number it calls with, oldest first, from the call on.
 * @param number the digits it called with; empty: it has none
 * @param since the moment it first called, ms since the epoch; null: it did not yet
 */
export function useTextMessages(number: string, since: number | null): readonly SandboxText[] {
  const [texts, setTexts] = useState<readonly SandboxText[]>([])
  useEffect(() => {
    setTexts([])
    if (number === '' || since === null) return
    const ending = new AbortController()
    let cancel = () => {}
    const look = async () => {
      const asked = await ask(number, ending.signal)
      if (ending.signal.aborted || asked === 'none') return
      if (asked !== 'unreachable') setTexts(asked.filter(({ at }) => at >= since))
      cancel = browserClock.after(everyMs, () => void look())
    }
    void look()
    return () => {
      ending.abort()
      cancel()
    }
  }, [number, since])
  return texts
}
