/** Most parties the desktop mixes. */
export const mostParties = 4

/** How the answered parties of a phone stand to each other. Leads who listen in do not count. */
export const mixes = ['none', 'single', 'held', 'consult', 'private', 'conference'] as const
export type Mix = (typeof mixes)[number]

/** A party that has been answered; the order is that of joining. */
export interface MixedParty {
  readonly id: string
  /** Held by SIP, or becoming so. */
  readonly held: boolean
}

/**
 * What the agent's talk is: with nobody, with one, on hold, a consult (some wait on hold), a private talk inside a conference (the others hear
 * music), or a conference.
 */
export function mixOf(parties: readonly MixedParty[], privateWith: string | null): Mix {
  const talking = parties.filter(({ held }) => !held)
  if (parties.length === 0) return 'none'
  if (talking.length === 0) return 'held'
  if (parties.length === 1) return 'single'
  if (privateWith !== null && talking.some(({ id }) => id === privateWith)) return 'private'
  return talking.length === parties.length ? 'conference' : 'consult'
}

/** Whom a private talk is with after the parties changed: one who is gone or on hold can't be talked with. */
export function keptPrivate(parties: readonly MixedParty[], privateWith: string | null): string | null {
  const there = parties.some(({ id, held }) => id === privateWith && !held)
  return there && parties.length > 1 ? privateWith : null
}

/** Why an agent can't leave a talk so that the others go on; null: it can. */
export type LeaveProblem = 'too-few' | 'too-many'

/** Two others can be joined by REFER with Replaces; three need a conference focus on the server. */
export function leaveProblem(parties: readonly MixedParty[]): LeaveProblem | null {
  if (parties.length < 2) return 'too-few'
  return parties.length > 2 ? 'too-many' : null
}
