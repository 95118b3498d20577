import type { Leg, PhoneCommand } from '#shared/contract/phone/phone-messages.ts'
import type { MonitorRow } from '#shared/contract/socket/topics.ts'

/** Legs of this phone that are leads in its call. */
const leadLegs = (legs: readonly Leg[]): Leg[] =>
  legs.filter(({ role, state }) => role !== 'party' && state === 'established')

/**
 * What a seat's phone has to be told so that each lead is in its call as the backend says: the other mode, or out where the backend knows
 * nothing of it. `rows` null: the backend has not spoken yet.
 */
export function leadOrders(rows: ReadonlyMap<string, MonitorRow> | null, legs: readonly Leg[]): PhoneCommand[] {
  if (rows === null) return []
  return leadLegs(legs).flatMap((leg): PhoneCommand[] => {
    const row = rows.get(leg.remote.number)
    if (!row) return [{ op: 'hang-up', legId: leg.id }]
    return row.mode === leg.role ? [] : [{ op: 'set-role', legId: leg.id, role: row.mode }]
  })
}

/** The leg of the lead the caller shall be given to; null: nobody wants it. */
export function yieldTo(rows: ReadonlyMap<string, MonitorRow> | null, legs: readonly Leg[]): string | null {
  return leadLegs(legs).find((leg) => rows?.get(leg.remote.number)?.takingOver)?.id ?? null
}

/** Whether a leg is shown to the agent: a lead who only listens is, where the site's policy says so. */
export function isShown(rows: ReadonlyMap<string, MonitorRow> | null, leg: Leg): boolean {
  return leg.role === 'party' || (rows?.get(leg.remote.number)?.shown ?? leg.role !== 'listen')
}
