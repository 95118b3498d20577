/** How old a hand-over that is shown may be, ms: a shift and the next. */
export const handoverShownMs = 24 * 3_600_000

/** To one seat, to a team, or to whoever of the next shift takes it. `name`: the seat or the team; empty for the next shift. */
export interface HandoverTo {
  readonly kind: 'seat' | 'team' | 'next'
  readonly name: string
}
export const handoverKinds = ['seat', 'team', 'next'] as const satisfies readonly HandoverTo['kind'][]

/**
 * Why a draft that was handed over stayed where it was: it was handed in or discarded meanwhile, its call is up, or it is another
 * seat's by now.
 */
export const draftStays = ['handed-in', 'discarded', 'in-call', 'elsewhere'] as const
export type DraftStay = (typeof draftStays)[number]

/** What of a seat a hand-over goes by. */
export interface Taker {
  readonly seat: string
  readonly role: string
  readonly team: string | null
  readonly disabled: boolean
}

/** Whether the seat may take what `from` hands over. */
export function mayTake({ kind, name }: HandoverTo, from: string, taker: Taker): boolean {
  if (taker.disabled || taker.seat === from) return false
  if (taker.role !== 'agent' && taker.role !== 'lead') return false
  if (kind === 'next') return true
  return kind === 'seat' ? taker.seat === name : taker.team === name
}
