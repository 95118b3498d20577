import type { Proposal } from './judge.ts'

/** Places on the desk, the first at the top. */
export const places = 5
/** How much surer a newcomer must be to take an occupied place. */
const margin = 0.15

/** What stands at which place (1 at the top). A place may be empty: the others do not move up. */
export interface Placed {
  readonly rank: number
  readonly proposal: Proposal
}

/**
 * Puts new proposals on the places. What is still proposed keeps its place, so nothing jumps under the hand; what is no longer
 * proposed leaves; newcomers take free places from the top, and an occupied one only where they are clearly surer than its holder.
 */
export function settleRanks(before: readonly Placed[], proposals: readonly Proposal[]): Placed[] {
  const byId = new Map(proposals.map((proposal) => [proposal.id, proposal]))
  const taken = new Map<number, Proposal>()
  for (const { rank, proposal } of before) {
    const again = byId.get(proposal.id)
    if (!again) continue
    taken.set(rank, again)
    byId.delete(proposal.id)
  }
  for (const newcomer of byId.values()) {
    const rank = freePlace(taken) ?? weakestPlace(taken, newcomer)
    if (rank !== undefined) taken.set(rank, newcomer)
  }
  return [...taken].map(([rank, proposal]) => ({ rank, proposal })).sort((a, b) => a.rank - b.rank)
}

const freePlace = (taken: ReadonlyMap<number, Proposal>): number | undefined => {
  for (let rank = 1; rank <= places; rank++) if (!taken.has(rank)) return rank
  return undefined
}

const weakestPlace = (taken: ReadonlyMap<number, Proposal>, newcomer: Proposal): number | undefined => {
  const weakest = [...taken].sort((a, b) => a[1].confidence - b[1].confidence || b[0] - a[0])[0]
  if (!weakest || newcomer.confidence < weakest[1].confidence + margin) return undefined
  return weakest[0]
}
