import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import type { DraftText } from '#shared/ticket-draft/draft-fields.ts'
import { moveCaret, textEdit } from '#shared/ticket-draft/text-edit.ts'

type TextControl = HTMLInputElement | HTMLTextAreaElement

/** What an input method made of `before`, carried over to what the text has become meanwhile. */
export function rebase(before: string, after: string, now: string): string {
  const mine = textEdit(before, after)
  if (mine === null || now === before) return mine === null ? now : after
  const theirs = textEdit(before, now)
  const at = theirs === null ? mine.at : moveCaret(mine.at, theirs)
  const end = theirs === null ? mine.at + mine.remove : moveCaret(mine.at + mine.remove, theirs)
  return now.slice(0, at) + mine.insert + now.slice(Math.max(at, end))
}

/**
 * Binds a long text to its control: what is typed goes to the draft by the smallest edit, what others type comes in without moving the
 * caret from its words, and nothing at all comes in while an input method composes.
 */
export function useDraftText(draft: DraftBinding, name: DraftText, ref: RefObject<TextControl | null>) {
  const current = draft.input()[name]
  const [held, setHeld] = useState<string | null>(null)
  const composing = useRef<string | null>(null)
  const shown = useRef(current)
  // The place of the caret before a change from elsewhere is painted: React moves it to the end.
  const selection = useRef({ start: 0, end: 0 })
  if (ref.current) selection.current = { start: ref.current.selectionStart ?? 0, end: ref.current.selectionEnd ?? 0 }

  useEffect(() => {
    const control = ref.current
    if (!control) return
    const start = () => {
      composing.current = draft.input()[name]
      setHeld(control.value)
    }
    const end = () => {
      const before = composing.current
      composing.current = null
      setHeld(null)
      if (before !== null)
        draft.setText(name, rebase(before, control.value, draft.input()[name]), control.selectionEnd ?? undefined)
    }
    control.addEventListener('compositionstart', start)
    control.addEventListener('compositionend', end)
    return () => {
      control.removeEventListener('compositionstart', start)
      control.removeEventListener('compositionend', end)
    }
  }, [draft, name, ref])

  useLayoutEffect(() => {
    const control = ref.current
    const edit = textEdit(shown.current, current)
    shown.current = current
    if (!control || !edit || composing.current !== null || document.activeElement !== control) return
    const { start, end } = selection.current
    control.setSelectionRange(moveCaret(start, edit), moveCaret(end, edit))
  }, [current, ref])

  return {
    value: held ?? current,
    onChange(next: string) {
      if (composing.current !== null) return setHeld(next)
      // Typed here: the browser has the caret right already.
      shown.current = next
      draft.setText(name, next, ref.current?.selectionEnd ?? undefined)
    },
  }
}
