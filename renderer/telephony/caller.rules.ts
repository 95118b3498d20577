import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import { legView } from './leg-view.rules.ts'

/** The leg the Caller region is about: the one that talks before one that rings; none once all have ended. */
export function callerLeg(snapshot: PhoneSnapshot | null): Leg | undefined {
  const legs = snapshot?.legs ?? []
  return (
    legs.find(({ state }) => state === 'established') ??
    legs.find(({ state }) => state !== 'ended' && state !== 'offered') ??
    legs.find(({ state }) => state === 'offered')
  )
}

/**
 * Who is shown. The server's number comes first (it is normalised); the phone's own word fills in until the server has spoken.
 * @returns null: nobody; a null title: a caller without a number
 */
export function callerView(leg: Leg | undefined, row: CallRow | undefined): { readonly title: string | null } | null {
  if (!leg && !row) return null
  return { title: row ? row.number : leg ? legView(leg).title : null }
}
