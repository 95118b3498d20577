import { markWords } from './mark-words.ts'

/** A text with the words in it marked. */
export const Marked = ({ text, words }: { readonly text: string; readonly words: readonly string[] }) =>
  markWords(text, words).map((part) => (part.marked ? <mark key={part.at}>{part.text}</mark> : part.text))
