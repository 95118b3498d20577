import { type RefObject, useEffect, useRef } from 'react'
import type { TicketField } from '#shared/ticket/ticket-values.ts'
import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import { type DraftText, draftTexts } from '#shared/ticket-draft/draft-fields.ts'
import type { TextPlace } from './put-phrase.ts'

/** The controls of the form by their field. */
export type Controls = RefObject<ReadonlyMap<TicketField, HTMLElement>>

/** The control of a long text; null: it is not on the page. */
export function textControl(controls: Controls, field: DraftText): HTMLInputElement | HTMLTextAreaElement | null {
  const control = controls.current.get(field)
  return control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement ? control : null
}

/** Tells where the caret is in the long texts, or was last; the end of the content when it was in none. */
export function useLastText(draft: DraftBinding, controls: Controls): () => TextPlace {
  const last = useRef<TextPlace | null>(null)
  const placeIn = (element: EventTarget | null): TextPlace | null => {
    const field = draftTexts.find((name) => controls.current.get(name) === element)
    const control = field === undefined ? null : textControl(controls, field)
    if (field === undefined || control === null) return null
    const { selectionStart, selectionEnd } = control
    return { field, start: selectionStart ?? 0, end: selectionEnd ?? 0, text: draft.input()[field] }
  }
  const latest = useRef(placeIn)
  latest.current = placeIn
  useEffect(() => {
    const leave = (event: FocusEvent) => {
      last.current = latest.current(event.target) ?? last.current
    }
    document.addEventListener('focusout', leave)
    return () => document.removeEventListener('focusout', leave)
  }, [])
  return () => {
    const text = draft.input().content
    const atEnd: TextPlace = { field: 'content', start: text.length, end: text.length, text }
    return placeIn(document.activeElement) ?? last.current ?? atEnd
  }
}
