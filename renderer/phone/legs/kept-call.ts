import type { KeptCall } from '#shared/contract/phone/kept-call.schema.ts'
import type { Leg } from '#shared/contract/phone/phone-messages.ts'

/** A call as it is written down for a reload; null: it was not answered yet. */
export function keptCallOf(
  { id, direction, startedAt, answeredAt, sentTones, remote }: Leg,
  place: Pick<KeptCall, 'aor' | 'dialog' | 'target' | 'held' | 'muted'>,
): KeptCall | null {
  if (answeredAt === null) return null
  return { version: 1, legId: id, direction, remote, startedAt, answeredAt, sentTones, ...place }
}
