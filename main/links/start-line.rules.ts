import { isDeepLink } from './deep-link.rules.ts'

/** So many words are looked at, from the end: a link stands last. */
const wordsLookedAt = 50

/**
 * The link a program start brings: the last word that has one of our schemes; switches are passed over. It is not yet known to be good: a bad one is
 * refused and not replaced by one before it. Nothing about the line is trusted, not even that it is a list of texts (CVE-2026-34776 read past the end of
 * a second start's data).
 * @param line words of our own start or of a second one's
 */
export function linkInLine(line: unknown): string | null {
  if (!Array.isArray(line)) return null
  return line.slice(-wordsLookedAt).filter(isDeepLink).at(-1) ?? null
}
