import { failure, type Result, success } from '../kit/result.ts'
import type { LegEndReason } from './leg-state.ts'

/** What the party that is being rung is wanted for. */
export const reachPurposes = ['consult', 'conference', 'transfer'] as const
export type ReachPurpose = (typeof reachPurposes)[number]

/** Somebody who may be rung: the number, and the name the bar shows ('' where none is known). */
export interface Candidate {
  readonly number: string
  readonly name: string
}

/** How long one of the candidates may ring before the next is tried, ms; and how many are tried. */
export const reachRingMs = 20_000
export const mostCandidates = 3

/** An attempt to reach somebody inside: one candidate after the other rings. `taken-back`: the person gave it up. */
export type Reach =
  | {
      readonly kind: 'ringing'
      readonly purpose: ReachPurpose
      readonly targets: readonly Candidate[]
      readonly at: number
    }
  | { readonly kind: 'reached'; readonly purpose: ReachPurpose; readonly target: Candidate | null }
  | { readonly kind: 'failed'; readonly purpose: ReachPurpose; readonly reason: LegEndReason; readonly tried: number }
  | { readonly kind: 'taken-back'; readonly purpose: ReachPurpose }

export type ReachEvent =
  | { readonly type: 'answered' | 'take-back' }
  /** The candidate's leg ended, by itself or because its time was over (`no-answer`). */
  | { readonly type: 'ended'; readonly reason: LegEndReason }

/** Begins with the first candidate. */
export const startReach = (purpose: ReachPurpose, targets: readonly Candidate[]): Reach => ({
  kind: 'ringing',
  purpose,
  targets: targets.slice(0, mostCandidates),
  at: 0,
})

/** Who rings; null once it is over. */
export const ringingTarget = (reach: Reach): Candidate | null =>
  reach.kind === 'ringing' ? (reach.targets[reach.at] ?? null) : null

/** The next state, or `illegal` after the end. A candidate that refuses, is busy or can't be reached makes place for the next at once. */
export function nextReach(reach: Reach, event: ReachEvent): Result<Reach, 'illegal'> {
  if (reach.kind !== 'ringing') return failure('illegal')
  const { purpose, targets, at } = reach
  switch (event.type) {
    case 'answered':
      return success({ kind: 'reached', purpose, target: targets[at] ?? null })
    case 'take-back':
      return success({ kind: 'taken-back', purpose })
    case 'ended':
      return success(
        at + 1 < targets.length
          ? { ...reach, at: at + 1 }
          : { kind: 'failed', purpose, reason: event.reason, tried: targets.length },
      )
  }
}
