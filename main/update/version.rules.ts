/** A version as Semantic Versioning 2.0.0 reads it; build metadata counts for nothing. */
interface Version {
  readonly core: readonly string[]
  readonly pre: readonly string[]
}

const number = '(0|[1-9]\\d*)'
const form = new RegExp(`^v?${number}\\.${number}\\.${number}(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?$`)

function parseVersion(text: string): Version | null {
  if (text.length > 100) return null
  const [whole, major, minor, patch, pre] = form.exec(text) ?? []
  if (whole === undefined || major === undefined || minor === undefined || patch === undefined) return null
  const parts = pre === undefined ? [] : pre.split('.')
  if (parts.some((part) => part === '' || /^0\d+$/.test(part))) return null
  return { core: [major, minor, patch], pre: parts }
}

const isNumber = (part: string): boolean => /^\d+$/.test(part)
/** Numbers without leading zeros of any length, so without rounding. */
const byNumber = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : +(one > other))

/** Section 11: numbers by value and below words, words by their characters, the longer list above its own beginning. */
function byPart(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined)
  if (isNumber(one) !== isNumber(other)) return isNumber(one) ? -1 : 1
  if (isNumber(one)) return byNumber(one, other)
  return one < other ? -1 : Number(one > other)
}

function compare(one: Version, other: Version): number {
  for (const [index, part] of one.core.entries()) {
    const step = byNumber(part, other.core[index] ?? '0')
    if (step !== 0) return step
  }
  // A version before a release is below it.
  if (one.pre.length === 0 || other.pre.length === 0)
    return Number(one.pre.length === 0) - Number(other.pre.length === 0)
  const length = Math.max(one.pre.length, other.pre.length)
  for (let index = 0; index < length; index += 1) {
    const step = byPart(one.pre[index], other.pre[index])
    if (step !== 0) return step
  }
  return 0
}

/** How an offered version stands to ours. `unknown`: one of the two is no version. */
export function versionStep(offered: string, ours: string): 'newer' | 'same' | 'older' | 'unknown' {
  const [one, other] = [parseVersion(offered), parseVersion(ours)]
  if (one === null || other === null) return 'unknown'
  const step = compare(one, other)
  if (step === 0) return 'same'
  return step > 0 ? 'newer' : 'older'
}
