import { type Backoff, backoffDelay } from '../kit/backoff.ts'
import type { TextState, TextTrouble } from './text-message.ts'

/** What a gateway says of one text. */
export type TextVerdict = 'sent' | TextTrouble

/** What changes at a text after a try. Times in ms since the epoch. */
export interface TextTried {
  readonly state: TextState
  readonly next_at: number
  readonly done_at: number | null
  readonly reason: TextTrouble | null
}

/** From a try to the next, ms. */
export const textBackoff: Backoff = { first: 10_000, most: 600_000, jitter: 0 }

/** Later than this after the ticket was handed in a text surprises more than it helps, ms. */
export const textLifeMs = 24 * 3_600_000

/** Whether it waits too long already. @param at when it was written */
export const isTextTooOld = (at: number, now: number): boolean => now - at >= textLifeMs

/** @param tries how often it was tried, this time included */
export function afterTextTry(verdict: TextVerdict, tries: number, now: number): TextTried {
  if (verdict === 'sent') return { state: 'sent', next_at: now, done_at: now, reason: null }
  if (verdict === 'refused') return { state: 'refused', next_at: now, done_at: now, reason: 'refused' }
  const next_at = now + backoffDelay(textBackoff, tries - 1, 0)
  return { state: 'waiting', next_at, done_at: null, reason: 'unreachable' }
}

/** What becomes of one nobody took for a day. */
export const textGivenUp = (now: number): TextTried => ({
  state: 'given-up',
  next_at: now,
  done_at: now,
  reason: 'unreachable',
})
