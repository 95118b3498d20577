/** Runs of letters, digits and Chinese characters, in lower case and half width. */
const runsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** Pairs of neighbouring characters, each once: what a text is found by. A run of one character gives none. */
export function bigramsOf(text: string): string[] {
  const pairs = new Set<string>()
  for (const run of runsOf(text)) {
    const chars = Array.from(run)
    for (let at = 1; at < chars.length; at += 1) pairs.add(`${chars[at - 1]}${chars[at]}`)
  }
  return [...pairs]
}
