/** The 31 characters of a unified social credit code: no I O S V Z (GB 32100-2015). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character of the first seventeen. */
export function creditCheck(seventeen: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(seventeen[at] ?? ''), 0)
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

/** The code as it is stored: no blanks, narrow upper-case letters. */
export const normaliseCreditCode = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/**
 * Whether it is 统一社会信用代码 by form and check character. The check of the organisation's code inside it (GB 11714) is not asked
 * for: codes of before do not keep to it.
 */
export const isCreditCode = (code: string): boolean =>
  /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code) && creditCheck(code.slice(0, 17)) === code[17]
