import type { TicketType } from '../ticket-values.ts'

/** What a phrase is for: the words of the ticket, a question to the caller, an answer, the end of the talk. */
export const phraseKinds = ['content', 'ask', 'answer', 'closing'] as const
export type PhraseKind = (typeof phraseKinds)[number]

/** Whose it is: it comes with the program, a lead wrote it for the hall, or the seat for itself. */
export const phraseScopes = ['program', 'site', 'own'] as const
export type PhraseScope = (typeof phraseScopes)[number]

/** How many phrases a seat keeps, and a hall. */
export const phrasesAtMost = 200

/** Words that are put into a ticket. In braces what is filled in: {地点} from the draft, others by hand. */
export interface Phrase {
  readonly phraseId: string
  readonly scope: PhraseScope
  readonly kind: PhraseKind
  readonly title: string
  readonly text: string
  /** The matters it is for: the first digits of their codes; empty: all. */
  readonly matter: string
  /** The type of ticket it is for; empty: all. */
  readonly type: TicketType | ''
}

/** What of a draft phrases go by. */
export interface PhraseCase {
  readonly matter: string
  readonly type: string
}

/** How well it fits the draft, more is better; null: it is for other matters or types. */
export function phraseFit(phrase: Pick<Phrase, 'matter' | 'type' | 'scope'>, draft: PhraseCase): number | null {
  if (!draft.matter.startsWith(phrase.matter)) return null
  if (phrase.type !== '' && phrase.type !== draft.type) return null
  // The nearer the matter the better; then the seat's own before the hall's before the program's.
  return phrase.matter.length * 10 + (phrase.type === '' ? 0 : 5) + phraseScopes.indexOf(phrase.scope)
}

/** The phrases that fit come first, the best of them before the others; those that do not fit follow in their order. */
export function rankPhrases<P extends Phrase>(phrases: readonly P[], draft: PhraseCase): P[] {
  const fit = new Map(phrases.map((phrase) => [phrase, phraseFit(phrase, draft) ?? -1]))
  return phrases.toSorted((a, b) => (fit.get(b) ?? -1) - (fit.get(a) ?? -1))
}

/** The phrase with what the draft knows; what it does not know stays in its braces. */
export const fillPhrase = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replace(/\{([^{}]{1,20})\}/g, (whole, name: string) => facts[name] || whole)

/** Where the first thing to fill in by hand stands; null: there is none. */
export function firstBlank(text: string): { readonly start: number; readonly end: number } | null {
  const found = /\{[^{}]{1,20}\}/.exec(text)
  return found && { start: found.index, end: found.index + found[0].length }
}
