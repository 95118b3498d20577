import type { Dialogue } from './dialogue.ts'
import { cityDialogues } from './dialogues-city.ts'
import { homeDialogues } from './dialogues-home.ts'
import { peopleDialogues } from './dialogues-people.ts'
import { serviceDialogues } from './dialogues-service.ts'

/** Every written call of the sandbox; the first is the one a fresh sandbox begins with. */
export const dialogues: readonly Dialogue[] = [
  ...homeDialogues,
  ...cityDialogues,
  ...peopleDialogues,
  ...serviceDialogues,
]

/** What any citizen may say besides the written lines, by language. */
export const manners = {
  zh: { greet: '喂，你好。', check: '喂，听得到吗？', bye: '好，再见。' },
  en: { greet: 'Hello?', check: 'Hello, can you hear me?', bye: 'Thank you, goodbye.' },
} as const
export type Manner = keyof (typeof manners)['zh']
export const mannerNames = ['greet', 'check', 'bye'] as const satisfies readonly Manner[]

/** The citizen's own lines, in order. */
export const callerLines = (dialogue: Dialogue): readonly string[] =>
  dialogue.turns.flatMap(([speaker, text]) => (speaker === 'caller' ? [text] : []))
