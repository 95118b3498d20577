import type { KeyAct } from '../../ui/keys/key-registry.ts'

const act = (id: string, combo: string, whileTyping = true): KeyAct => ({ id, combo, whileTyping })

/** Every key of the desk. A key without a row here does not exist; only those whose act is on the page are bound and shown. */
export const keyTable: readonly KeyAct[] = [
  act('answer', 'F2'),
  act('hold', 'F3'),
  act('hang-up', 'F4'),
  act('consult', 'F6'),
  act('conference', 'F7'),
  act('transfer', 'F8'),
  act('mute', 'F9'),
  act('ready', 'F10'),
  act('submit-ticket', 'Ctrl+Enter'),
  act('split-ticket', 'Alt+S'),
  act('mask-numbers', 'Alt+M'),
  act('phrases', 'Alt+P'),
  act('fill-firm', 'Alt+Q'),
  act('print-ticket', 'Ctrl+P'),
  act('jump', 'Ctrl+J'),
  act('favourite', 'Ctrl+D'),
  act('devices', 'Ctrl+Shift+D'),
  act('keys', '?', false),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => act(`suggestion-${n}`, `Alt+${n}`)),
]
