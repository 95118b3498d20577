/** Weights and check characters of GB 11643. */
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const idChecks = '10X98765432'

const isDate = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Whether it is a citizen's id number: 18 characters, real date, right check character (GB 11643-1999). */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(text)) return false
  if (!isDate(Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14)))) return false
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(text[at]), 0)
  return idChecks[sum % 11] === text[17]?.toUpperCase()
}

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

/** Runs of digits as people write them: blanks or hyphens between groups, full-width figures. */
const runs = (text: string): string[] =>
  [...text.normalize('NFKC').matchAll(/\d(?:[\s-]?\d){6,}(?:[\s-]?[Xx])?/g)].map(([run]) => run.replace(/[\s-]/g, ''))

const windows = (run: string, length: number): string[] =>
  Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) => run.slice(at, at + length))

/** What must not stand in a ticket's open text, by rule name; null: nothing of the kind. */
export function privateNumberIn(text: string): 'id-number' | 'card-number' | null {
  for (const run of runs(text)) {
    if (windows(run, 18).some(isIdNumber)) return 'id-number'
    if (isCardNumber(run)) return 'card-number'
  }
  return null
}

/** Whether a mobile or a landline with its area code stands in the text. */
export function hasPhoneNumber(text: string): boolean {
  return /(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?[2-9]\d{6,7})(?!\d)/.test(
    text.normalize('NFKC').replace(/(?<=\d)[\s-](?=\d)/g, ''),
  )
}
