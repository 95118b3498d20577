import { normaliseCreditCode } from '../kit/credit-code.ts'
import { isContactNumber, normaliseNumber } from '../kit/phone-number.ts'

/** What somebody means who looks an enterprise up: each way that is not null is tried, and what fits one of them is found. */
export interface FirmQuestion {
  /** How the credit code begins, four characters or more. */
  readonly code: string | null
  /** A telephone number in its one form. */
  readonly number: string | null
  /** Initials, small letters and digits, two or more. */
  readonly initials: string | null
  /** Words that all stand in the name. */
  readonly words: readonly string[] | null
}

const nothing: FirmQuestion = { code: null, number: null, initials: null, words: null }

/** Reads what was typed; null: nothing was. A row of digits may be a code's beginning and a telephone number alike. */
export function firmQuestion(typed: string): FirmQuestion | null {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return null
  const code = normaliseCreditCode(text)
  const number = normaliseNumber(text)
  const question: FirmQuestion = {
    code: /^[0-9A-HJ-NPQRTUWXY]{4,18}$/.test(code) ? code : null,
    number: number !== null && isContactNumber(number) ? number : null,
    initials: /^[a-z0-9]{2,30}$/i.test(text) ? text.toLowerCase() : null,
    words: null,
  }
  // A number is nobody's name: words are looked for in what is none.
  return /^[\d\s+-]+$/.test(text) ? question : { ...question, words: text.split(/\s+/).slice(0, 6) }
}

/** The same question without a way to a person: by whom a number is used stays unsaid. */
export const withoutNumber = (question: FirmQuestion): FirmQuestion => ({ ...nothing, ...question, number: null })
