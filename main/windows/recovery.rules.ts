/** A page that died so often within `windowMs` will die again: a person has to look. */
const most = 5
const windowMs = 5 * 60_000
const firstMs = 250

/**
 * How long to wait before a page that crashed or hung is loaded again; null: give up and say so.
 * @param failures moments of its failures so far, this one last, ms
 */
export function recoveryDelay(failures: readonly number[]): number | null {
  const now = failures.at(-1) ?? 0
  const recent = failures.filter((at) => at > now - windowMs).length
  return recent > most ? null : firstMs * 2 ** (recent - 1)
}

/** A page that has not answered for so long is taken as hung, ms. */
export const hangMs = 15_000
