import type { Leg, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { Together } from '#shared/contract/phone/together.schema.ts'

/** Who is in a conference elsewhere, as the legs they would be here; the leg that leads there is theirs together. */
const membersOf = (way: Leg, { parties }: NonNullable<Together['focus']>): Leg[] =>
  parties.map(({ id, name, number, muted }) => ({ ...way, id, remote: { name, number }, muted }))

/** The legs of the bar: in place of the way to a conference server those who are there, as soon as it has named them. */
export function shownLegs(snapshot: PhoneSnapshot | null): readonly Leg[] {
  const focus = snapshot?.together.focus
  return (snapshot?.legs ?? []).flatMap((leg) => {
    const isWay = focus !== undefined && leg.id === focus.legId && leg.state === 'established'
    return isWay && focus.parties.length > 0 ? membersOf(leg, focus) : [leg]
  })
}

/** Whether a leg stands for somebody in a conference elsewhere. */
export const isByFocus = (leg: Leg, together: Together | null): boolean =>
  together?.focus?.parties.some(({ id }) => id === leg.id) ?? false
