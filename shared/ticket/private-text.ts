import { isIdNumber } from './validation/id-card.ts'

/** Luhn's check (ISO/IEC 7812-1 annex B), which bank card numbers carry. */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 1 : 2)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}

/** UnionPay, Visa, Mastercard, JCB, Amex: what a Chinese bank card begins with. */
const isCardNumber = (digits: string): boolean =>
  /^(62\d{14,17}|4\d{15}|5[1-5]\d{14}|35\d{14}|3[47]\d{13})$/.test(digits) && passesLuhn(digits)

/** A number that has no place in a text, and where it stands (UTF-16 units). */
export interface PrivateNumber {
  readonly kind: 'id-number' | 'card-number'
  readonly at: number
  readonly length: number
}

interface Narrow {
  readonly text: string
  /** For each character of `text`, where it stood; one more for the end. */
  readonly from: readonly number[]
}

/** The text with narrow figures and without what is not seen. */
function narrow(text: string): Narrow {
  const from: number[] = []
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at] ?? ''
    if (/[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]/.test(one)) continue
    const plain = /[０-９Ｘｘ－　]/.test(one) ? one.normalize('NFKC') : one
    for (const character of plain) {
      out += character
      from.push(at)
    }
  }
  return { text: out, from: [...from, text.length] }
}

/** A run of digits, blanks or hyphens between groups. `at[i]`: where its i-th digit stands. */
interface Run {
  readonly digits: string
  readonly at: readonly number[]
}

const runsOf = (text: string): Run[] =>
  [...text.matchAll(/\d(?:[\s-]?\d){6,}(?:[\s-]?[Xx])?/g)].map((found) => {
    const kept = Array.from(found[0], (one, offset) => ({ one, at: found.index + offset })).filter(({ one }) =>
      /[\dXx]/.test(one),
    )
    return { digits: kept.map(({ one }) => one).join(''), at: kept.map(({ at }) => at) }
  })

/** The first id number in a run, or the run itself if it is a card's. */
function inRun({ digits }: Run): { kind: PrivateNumber['kind']; first: number; last: number } | null {
  for (let first = 0; first + 18 <= digits.length; first += 1)
    if (isIdNumber(digits.slice(first, first + 18))) return { kind: 'id-number', first, last: first + 17 }
  return isCardNumber(digits) ? { kind: 'card-number', first: 0, last: digits.length - 1 } : null
}

/** Full id and bank card numbers in a text, in order; one a run of digits. */
export function privateNumbers(text: string): readonly PrivateNumber[] {
  const plain = narrow(text)
  return runsOf(plain.text).flatMap((run) => {
    const found = inRun(run)
    if (found === null) return []
    const at = plain.from[run.at[found.first] ?? 0] ?? 0
    const end = plain.from[run.at[found.last] ?? 0] ?? 0
    return [{ kind: found.kind, at, length: end + 1 - at }]
  })
}

/** What must not stand in a ticket's open text, by rule name; null: nothing of the kind. */
export const privateNumberIn = (text: string): PrivateNumber['kind'] | null => privateNumbers(text)[0]?.kind ?? null

/** The text with all but the last four characters of each such number written as stars. */
export function maskPrivateNumbers(text: string): string {
  const masked = privateNumbers(text).reduceRight((rest, { at, length }) => {
    const number = narrow(rest.slice(at, at + length)).text.replace(/[\s-]/g, '')
    return rest.slice(0, at) + '*'.repeat(number.length - 4) + number.slice(-4) + rest.slice(at + length)
  }, text)
  // Two numbers may share a run.
  return privateNumberIn(masked) === null ? masked : maskPrivateNumbers(masked)
}

/** Whether a mobile or a landline with its area code stands in the text. */
export function hasPhoneNumber(text: string): boolean {
  return /(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?[2-9]\d{6,7})(?!\d)/.test(
    text.normalize('NFKC').replace(/(?<=\d)[\s-](?=\d)/g, ''),
  )
}
