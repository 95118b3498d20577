/** A key with its modifiers, written the one way: `F2`, `Ctrl+Enter`, `Alt+1`, `?`. */
export type KeyCombo = string

/** What a key event says of a press. */
export interface Pressed {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

const named = /^(F([1-9]|1[0-2])|Enter|Escape|\?|[A-Z]|\d)$/

/** Whether a combination is one we can register: function keys, `?`, or a letter, digit or Enter with Ctrl or Alt. */
export function isKeyCombo(text: string): boolean {
  const parts = text.split('+')
  const key = parts.pop() ?? ''
  if (!named.test(key) || new Set(parts).size !== parts.length) return false
  if (!parts.every((part) => part === 'Ctrl' || part === 'Alt' || part === 'Shift')) return false
  return parts.includes('Ctrl') || parts.includes('Alt') || /^F\d/.test(key) || key === '?'
}

/** What a key event is called. Digits and letters go by their place on the keyboard, so that Alt does not change them. */
export function comboOf(event: Pressed): KeyCombo {
  if ((event.key === '?' || event.key === '？') && !event.ctrlKey && !event.altKey) return '?'
  const place = /^(?:Digit|Key|Numpad)([A-Z0-9])$/.exec(event.code)?.[1]
  const key = place ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key)
  // Command on a Mac stands for Ctrl.
  const ctrl = event.ctrlKey || event.metaKey
  return [ctrl && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', key].filter(Boolean).join('+')
}
