/**
 * The number that somebody means who typed only digits, in whatever form; blanks, brackets and dashes are for the eye. null: a name, or a
 * part of one. It is dialled as typed: an internal number has no area code.
 */
export function typedNumber(text: string): string | null {
  const bare = text.normalize('NFKC').replace(/[\s()\-–—]/g, '')
  return /^\+?\d{3,20}$/.test(bare) ? bare : null
}
