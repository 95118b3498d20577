import type { Pressed } from '../../ui/keys/key-combo.ts'

/**
 * The key a press stands for, as the shell writes global keys. Letters and digits go by their place on the keyboard. null: no key that may be taken
 * from other programs; letters and digits want Ctrl or Super, for Alt and Shift with them are how menus are opened and capitals typed.
 */
export function acceleratorOf({ key, code, ctrlKey, altKey, shiftKey, metaKey }: Pressed): string | null {
  const place = /^(?:Digit|Key)([A-Z0-9])$/.exec(code)?.[1]
  const isFunction = /^F([1-9]|1\d|2[0-4])$/.test(key)
  const name = place ?? (isFunction ? key : null)
  const modifiers = [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Super'].filter(Boolean)
  const enough = isFunction ? modifiers.length > 0 : ctrlKey || metaKey
  return name !== null && enough && modifiers.length <= 3 ? [...modifiers, name].join('+') : null
}
