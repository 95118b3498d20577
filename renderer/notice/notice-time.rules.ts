const minuteMs = 60_000

/** The moment as a `datetime-local` control writes it, in this computer's time of day. @param at ms since the epoch */
export function toLocalInput(at: number): string {
  const shift = new Date(at).getTimezoneOffset() * minuteMs
  return new Date(at - shift).toISOString().slice(0, 16)
}

/** The moment a `datetime-local` control says, ms since the epoch; null: it says none. */
export function fromLocalInput(text: string): number | null {
  const at = new Date(text).getTime()
  return Number.isNaN(at) ? null : at
}
