import { useEffect, useState } from 'react'
import type { Phrase } from '#shared/ticket/phrase/phrase.ts'
import type { PhraseDesk } from './phrase-desk.ts'

/** The seat's phrases, live; empty until they are there. */
export function usePhrases(desk: PhraseDesk): readonly Phrase[] {
  const [phrases, setPhrases] = useState<readonly Phrase[]>([])
  useEffect(() => desk.watch(setPhrases), [desk])
  return phrases
}
