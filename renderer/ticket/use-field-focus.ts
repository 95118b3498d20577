import { type RefObject, useEffect } from 'react'
import { type NotedField, notedFields } from '#shared/ticket-draft/draft-notes.ts'

/** Tells which field of the form has the focus; null: none. @param controls the control of each field */
export function useFieldFocus(
  form: RefObject<HTMLElement | null>,
  controls: RefObject<ReadonlyMap<string, HTMLElement>>,
  tell: (field: NotedField | null) => void,
): void {
  useEffect(() => {
    const element = form.current
    if (!element) return
    const enter = (event: FocusEvent) => {
      const name = [...controls.current].find(([, control]) => control === event.target)?.[0]
      tell(notedFields.find((field) => field === name) ?? null)
    }
    const leave = () => tell(null)
    element.addEventListener('focusin', enter)
    element.addEventListener('focusout', leave)
    return () => {
      element.removeEventListener('focusin', enter)
      element.removeEventListener('focusout', leave)
    }
  }, [form, controls, tell])
}
