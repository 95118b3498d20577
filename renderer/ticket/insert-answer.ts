import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'

/**
 * Puts an answer into 答复口径 behind what stands there, and notes the entry as used. What was typed stays; the same answer is not put in twice.
 * @param suggestion id of the suggestion it came from
 */
export function insertAnswer(draft: DraftBinding, text: string, from: { entryId: string; suggestion: string }): void {
  const before = draft.input().answerGiven
  const safe = from.suggestion.replace(/[^\w-]/g, '_').slice(0, 80)
  draft.addKbRef(from.entryId, `suggestion:${safe}`)
  if (before.includes(text)) return
  draft.setText('answerGiven', before.trim() === '' ? text : `${before.trimEnd()}\n${text}`)
}
