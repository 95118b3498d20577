/** What a number is, by its grammar alone. `short` is 110, 12345 and the like: can be dialled, is nobody's own number. */
export type NumberKind = 'mobile' | 'landline' | 'service' | 'international' | 'short'

const grammar: readonly (readonly [NumberKind, RegExp])[] = [
  ['mobile', /^1[3-9]\d{9}$/],
  ['landline', /^0\d{2,3}-?[2-9]\d{6,7}(-\d{1,6})?$/],
  ['service', /^([48]00-?\d{3}-?\d{4}|9\d{4,7})$/],
  ['short', /^(1[0-2]\d|12\d{3})$/],
  ['international', /^\+(?!86)[1-9]\d{6,14}$/],
]

/** The kind of a number as typed or normalised; null: not a number we know. */
export function numberKind(number: string): NumberKind | null {
  return grammar.find(([, form]) => form.test(number))?.[0] ?? null
}

/** Whether somebody can be called back on it: any kind but `short`. */
export function isContactNumber(number: string): boolean {
  const kind = numberKind(number)
  return kind !== null && kind !== 'short'
}

/** 警察 火警 急救 交通事故. They are reached by Emergency, which keeps the citizen on the line. */
const emergencies: ReadonlySet<string> = new Set(['110', '119', '120', '122'])

/** Whether it is one of the country's emergency numbers, however it is written. */
export const isEmergency = (number: string): boolean => emergencies.has(normaliseNumber(number) ?? '')

/** Digits a number has at least and at most (E.164 has 15; trunks add prefixes). */
const digitCount = { least: 3, most: 20 }

/** Country code 86 off, however often it was written. `stripped`: there was one. */
const withoutCountry = (digits: string, stripped = false): { rest: string; stripped: boolean } => {
  const rest = /^(?:\+86|0086|86(?=\d{11}$))(.*)$/.exec(digits)?.[1]
  return rest === undefined ? { rest: digits, stripped } : withoutCountry(rest, true)
}

/** Abroad a landline loses the 0 of its area code (+86 22 2345 6789); 400 and 800 numbers never had one. */
const isLandlineWithoutZero = (digits: string): boolean =>
  /^(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/.test(digits) && !/^[48]00\d{7}$/.test(digits)

function fullNumber(digits: string, areaCode: string): string {
  const { rest, stripped } = withoutCountry(digits)
  if (/^01[3-9]\d{9}$/.test(rest)) return rest.slice(1)
  // The international prefix of this country is written as E.164 writes it.
  if (/^00[1-9]\d{6,14}$/.test(rest)) return `+${rest.slice(2)}`
  // 95… and 96… of eight digits are service numbers, all other eight-digit ones are local.
  if (/^(?!9[56])[2-9]\d{7}$/.test(rest)) return areaCode + rest
  return stripped && isLandlineWithoutZero(rest) ? `0${rest}` : rest
}

/**
 * The one form a number is stored, compared, hashed, dialled and shown in: no country code 86, no separators, no trunk 0 before
 * a mobile, the area code before a bare local number, an extension after one `-`. Source: domestic plan YD/T 1258, E.164.
 * @param raw a caller's identity, or what a person typed
 * @param areaCode of the hall; Tianjin's
 * @returns null for 无主叫号码: empty, `anonymous`, `unknown`, anything that holds other than a number, or is too short or long for one
 */
export function normaliseNumber(raw: string | null, areaCode = '022'): string | null {
  const typed = (raw ?? '')
    .normalize('NFKC')
    .trim()
    .replace(/[‐‑‒–—－]/g, '-')
  if (!/^\+?[\d\s().-]+(?:转\s*\d{1,6})?$/.test(typed)) return null
  const extension = /^0?\d{2,3}[-\s]?\d{7,8}(?:-|转\s*)(\d{1,6})$/.exec(typed)?.[1]
  const body = extension === undefined ? typed : typed.slice(0, -extension.length)
  const full = fullNumber(body.replace(/[^\d+]/g, ''), areaCode)
  const count = full.replace('+', '').length
  if (count < digitCount.least || count > digitCount.most) return null
  return extension === undefined || numberKind(full) === 'mobile' ? full : `${full}-${extension}`
}

/** A number as those may see it who do not need it: 138****1234; of anything else the area code and the last two digits stay. */
export function maskNumber(number: string): string {
  if (numberKind(number) === 'mobile') return `${number.slice(0, 3)}****${number.slice(7)}`
  const [body = '', ...extension] = number.split('-')
  const area = /^0(?:10|2\d|[3-9]\d{2})(?=\d{7,8}$)/.exec(body)?.[0] ?? ''
  const shown = body.length > 4 ? 2 : 0
  const masked = area + '*'.repeat(body.length - area.length - shown) + (shown > 0 ? body.slice(-shown) : '')
  return [masked, ...extension.map((digits) => '*'.repeat(digits.length))].join('-')
}
