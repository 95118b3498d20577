/** Weights and check characters of GB 11643. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'

const isDate = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Whether it is a citizen's id number: 18 characters, real date, right check character (GB 11643-1999). */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(text)) return false
  if (!isDate(Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14)))) return false
  return idCheck(text.slice(0, 17)) === text[17]?.toUpperCase()
}

/** The check character of the first seventeen digits (ISO 7064 MOD 11-2). */
export const idCheck = (seventeen: string): string =>
  checks[weights.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0) % 11] ?? ''

/** Whether it is a number of the first form, 15 digits without a check, of a year of the last century: read, but given to nobody since 2000. */
export const isOldIdNumber = (text: string): boolean =>
  /^[1-9]\d{14}$/.test(text) &&
  isDate(1900 + Number(text.slice(6, 8)), Number(text.slice(8, 10)), Number(text.slice(10, 12)))

/** The 18-character form of an old number (GB 11643-1999 appendix). */
export const toNewIdNumber = (old: string): string => {
  const seventeen = `${old.slice(0, 6)}19${old.slice(6)}`
  return seventeen + idCheck(seventeen)
}
