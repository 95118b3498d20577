import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Phrase } from '#shared/ticket/phrase/phrase.ts'

/** Why a phrase was not kept or dropped. `offline`: no answer yet, it is kept until there is one. */
export type PhraseFault = 'forbidden' | 'not-found' | 'bad-input' | 'offline' | 'other'

/** What a desk does with phrases. */
export interface PhraseDesk {
  /** Whether this seat keeps the hall's. */
  readonly isLead: boolean
  newId(): string
  /** Tells the seat's phrases now and at every change. */
  watch(tell: (phrases: readonly Phrase[]) => void): Disposer
  keep(phrase: CommandPayload<'phrase.keep'>): Promise<PhraseFault | null>
  drop(phraseId: string): Promise<PhraseFault | null>
}
