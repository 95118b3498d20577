/** One replacement in a text: at `at`, `remove` UTF-16 units go and `insert` comes. */
export interface TextEdit {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

/** Whether a cut at this place would part a surrogate pair (a rare character or an emoji). */
const partsPair = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '')

/**
 * The smallest replacement that makes `after` out of `before`; null when they are equal. Where several would do (typing a letter beside
 * the same letter), the one that ends at the caret is taken: it is where the person typed, and others' carets stay right.
 * @param caret place of the caret in `after`; without it the first possible place is taken
 */
export function textEdit(before: string, after: string, caret = after.length): TextEdit | null {
  if (before === after) return null
  const most = Math.min(before.length, after.length)
  let tail = 0
  const tailMost = Math.min(most, after.length - Math.min(Math.max(caret, 0), after.length))
  while (tail < tailMost && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  let head = 0
  while (head < most - tail && before[head] === after[head]) head += 1
  // The caret may stand before the change (undo, a drop): then the tail can still grow.
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  while (partsPair(before, head) || partsPair(after, head)) head -= 1
  while (partsPair(before, before.length - tail) || partsPair(after, after.length - tail)) tail -= 1
  return { at: head, remove: before.length - tail - head, insert: after.slice(head, after.length - tail) }
}

/** Where a caret stands after somebody else's edit. */
export function moveCaret(caret: number, edit: TextEdit): number {
  if (caret <= edit.at) return caret
  return caret >= edit.at + edit.remove ? caret + edit.insert.length - edit.remove : edit.at + edit.insert.length
}
