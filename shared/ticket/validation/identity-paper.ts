import { isIdNumber, isOldIdNumber } from './id-card.ts'

/** The number as it is stored: no blanks, narrow upper-case letters. */
export const normalisePaper = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** Whether a paper's number is one of its kind. Anything but an id card: 5 to 20 capital letters and digits. */
export const isPaperNumber = (kind: string, number: string): boolean =>
  kind === 'id-card' ? isIdNumber(number) || isOldIdNumber(number) : /^[A-Z0-9]{5,20}$/.test(number)

/** What those see who may not know the number: the last four characters. */
export const maskPaper = (number: string): string =>
  number === '' ? '' : '*'.repeat(Math.max(4, number.length - 4)) + (number.length > 8 ? number.slice(-4) : '')
