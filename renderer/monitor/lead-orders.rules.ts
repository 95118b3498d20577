import type { Leg, PhoneCommand } from '#shared/contract/phone/phone-messages.ts'
import type { MonitorRow } from '#shared/contract/socket/topics.ts'

/** A lead's call and the backend's word of it come by two ways: the word may be later by this, ms. The edge let the call in by the backend's ticket. */
const wordMs = 10_000

/** Legs of this phone that are leads in its call. */
const leadLegs = (legs: readonly Leg[]): Leg[] =>
  legs.filter(({ role, state }) => role !== 'party' && state === 'established')

/**
 * What a seat's phone has to be told so that each lead is in its call as the backend says: the other mode, or out where the backend knows
 * nothing of it. `rows` null: the backend has not spoken yet. @param now ms since the epoch
 */
export function leadOrders(
  rows: ReadonlyMap<string, MonitorRow> | null,
  legs: readonly Leg[],
  now: number,
): PhoneCommand[] {
  if (rows === null) return []
  return leadLegs(legs).flatMap((leg): PhoneCommand[] => {
    const row = rows.get(leg.remote.number)
    if (!row) return wordDue(leg) > now ? [] : [{ op: 'hang-up', legId: leg.id }]
    return row.mode === leg.role ? [] : [{ op: 'set-role', legId: leg.id, role: row.mode }]
  })
}

/** Until when the backend's word of a lead may be on its way, ms since the epoch. */
const wordDue = ({ answeredAt, startedAt }: Leg): number => (answeredAt ?? startedAt) + wordMs

/** When to look again at leads of whom there is no word yet, ms since the epoch; null: there is none of those. */
export function lookAgainAt(
  rows: ReadonlyMap<string, MonitorRow> | null,
  legs: readonly Leg[],
  now: number,
): number | null {
  const awaited = leadLegs(legs).filter(({ remote }) => rows?.has(remote.number) === false)
  const due = awaited.map(wordDue).filter((at) => at > now)
  return due.length === 0 ? null : Math.min(...due)
}

/** The leg of the lead the caller shall be given to; null: nobody wants it. */
export function yieldTo(rows: ReadonlyMap<string, MonitorRow> | null, legs: readonly Leg[]): string | null {
  return leadLegs(legs).find((leg) => rows?.get(leg.remote.number)?.takingOver)?.id ?? null
}

/** Whether a leg is shown to the agent: a lead who only listens is, where the site's policy says so. */
export function isShown(rows: ReadonlyMap<string, MonitorRow> | null, leg: Leg): boolean {
  return leg.role === 'party' || (rows?.get(leg.remote.number)?.shown ?? leg.role !== 'listen')
}
