import { attachmentTexts } from './attachment.texts.ts'

type Key = keyof typeof attachmentTexts.en
const isKey = (key: string): key is Key => key in attachmentTexts.en

/** The text's key for what a ticket's trail says of its files; null: it speaks of something else. */
export const attachmentKey = (prefix: string, name: string): Key | null => {
  const key = `${prefix}.${name}`
  return isKey(key) ? key : null
}
