/** First and last ticket number that begin with these digits of a number: numbers are of one length, and digits sort alike everywhere. */
export const numbersFrom = (digits: string): { readonly first: string; readonly last: string } => ({
  first: `TJ${digits.slice(0, 14).padEnd(14, '0')}`,
  last: `TJ${digits.slice(0, 14).padEnd(14, '9')}`,
})

/** Digits of a day's running number as the last six of a ticket's number; null: too many. */
export const runningNumber = (digits: string): string | null => (digits.length <= 6 ? digits.padStart(6, '0') : null)
