/** An expected failure is a value. `reason` is one of a closed set; never match an error's text. */
export type Result<T, Reason extends string> = { readonly ok: true; readonly value: T } | Failure<Reason>

/** A failure with its closed reason, and the input's field it is about where there is one. */
export interface Failure<Reason extends string> {
  readonly ok: false
  readonly reason: Reason
  readonly field?: string
}

/** Wraps a success. */
export const success = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

/** Wraps an expected failure. */
export const failure = <Reason extends string>(reason: Reason, field?: string): Failure<Reason> =>
  field === undefined ? { ok: false, reason } : { ok: false, reason, field }
