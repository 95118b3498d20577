import { fillPhrase, firstBlank } from '#shared/ticket/phrase/phrase.ts'
import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import type { DraftText } from '#shared/ticket-draft/draft-fields.ts'
import { moveCaret, textEdit } from '#shared/ticket-draft/text-edit.ts'

/** A place in one of the draft's long texts, and what stood there when it was taken down. */
export interface TextPlace {
  readonly field: DraftText
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Puts a phrase at a place, in the place of what is selected there; what others typed meanwhile moves it along.
 * @returns what to select: the first thing to fill in by hand, or the end of the phrase
 */
export function putPhrase(
  draft: DraftBinding,
  place: TextPlace,
  phrase: { readonly text: string; readonly facts: Readonly<Record<string, string>> },
): { readonly start: number; readonly end: number } {
  const now = draft.input()[place.field]
  const edit = textEdit(place.text, now)
  const moved = (at: number) => Math.min(now.length, edit ? moveCaret(at, edit) : at)
  const start = moved(place.start)
  const words = fillPhrase(phrase.text, phrase.facts)
  const end = start + words.length
  draft.setText(place.field, now.slice(0, start) + words + now.slice(Math.max(start, moved(place.end))), end)
  const blank = firstBlank(words)
  return blank ? { start: start + blank.start, end: start + blank.end } : { start: end, end }
}
