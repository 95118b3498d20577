/** A place in a line of a talk, `[start, end)`, and what it gave an entry. */
export interface Span {
  readonly line: number
  readonly start: number
  readonly end: number
  readonly gain: number
}

const mostWords = 6
/** A word that gave less than this share of the best one is not a reason. */
const leastOfBest = 0.3

/** Joins neighbouring and overlapping places of one line to whole words, the most telling first. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a.line - b.line || a.start - b.start)
  const joined: Span[] = []
  for (const span of sorted) {
    const last = joined.at(-1)
    if (last && last.line === span.line && span.start <= last.end) {
      const end = Math.max(last.end, span.end)
      joined[joined.length - 1] = { ...last, end, gain: last.gain + span.gain }
    } else joined.push(span)
  }
  return joined.sort((a, b) => b.gain - a.gain)
}

/** The words at the places, verbatim, each once. */
export function wordsOf(lines: readonly { readonly text: string }[], spans: readonly Span[]): string[] {
  const best = spans[0]?.gain ?? 0
  const telling = spans.filter((span) => span.gain >= best * leastOfBest)
  const words = telling.map((span) => lines[span.line]?.text.slice(span.start, span.end) ?? '')
  return [...new Set(words)].filter((word) => word !== '').slice(0, mostWords)
}

/** Number of the line that gave most. */
export function leadingLine(spans: readonly Span[]): number {
  const gains = new Map<number, number>()
  for (const span of spans) gains.set(span.line, (gains.get(span.line) ?? 0) + span.gain)
  return [...gains].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}
