import type { PhraseDesk, PhraseFault } from '../../ticket/phrase/phrase-desk.ts'
import type { Desk } from '../open-desk.ts'

const known: readonly PhraseFault[] = ['forbidden', 'not-found', 'bad-input']

/** The phrases of a desk that writes tickets. */
export function phrasesOfDesk({ link, session }: Pick<Desk, 'link' | 'session'>): PhraseDesk {
  const faultOf = (outcome: Awaited<ReturnType<typeof link.command>>): PhraseFault | null => {
    if (outcome.ok) return null
    if (outcome.reason === 'expired' || outcome.reason === 'unavailable') return 'offline'
    return known.find((one) => one === outcome.reason) ?? 'other'
  }
  return {
    isLead: session.role === 'lead',
    newId: () => crypto.randomUUID(),
    watch: (tell) => link.subscribe('phrases', ({ rows }) => tell([...rows.values()])),
    keep: async (phrase) => faultOf(await link.command('phrase.keep', phrase)),
    drop: async (phraseId) => faultOf(await link.command('phrase.drop', { phraseId })),
  }
}
