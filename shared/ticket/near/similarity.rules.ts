/** Words every ticket has, by the hall's pattern of writing: they make no two alike. */
const pattern = /市民来电反映|来电人反映|市民反映|诉求|来电|反映|尽快|希望|相关部门/gu

function pairsOf(text: string): Map<string, number> {
  const runs =
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(pattern, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const pairs = new Map<string, number>()
  for (const run of runs) {
    const chars = Array.from(run)
    for (let at = 1; at < chars.length; at += 1) {
      const pair = `${chars[at - 1]}${chars[at]}`
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    }
  }
  return pairs
}

/**
 * How alike two texts are, 0 to 1: the share of pairs of neighbouring characters they have in common (Dice 1945, each pair as often
 * as it stands). Texts without a pair are not alike.
 */
export function similarity(a: string, b: string): number {
  const [one, other] = [pairsOf(a), pairsOf(b)]
  let common = 0
  let all = 0
  for (const [pair, count] of one) {
    common += Math.min(count, other.get(pair) ?? 0)
    all += count
  }
  for (const count of other.values()) all += count
  return all === 0 ? 0 : (2 * common) / all
}
