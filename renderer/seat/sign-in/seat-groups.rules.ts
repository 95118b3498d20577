import type { Site } from '#shared/contract/rest/sign-in.schema.ts'

export type SeatCard = Site['cards'][number]

/** The kinds of seat a sign-in page shows apart, in the order it shows them. */
export const seatGroups = ['agent', 'specialty', 'expert', 'lead', 'office', 'admin'] as const
export type SeatGroup = (typeof seatGroups)[number]

/** The skill of a seat that takes everything. */
export const generalSkill = '综合'

const groupOf = ({ role, skill }: SeatCard): SeatGroup => {
  if (role === 'agent') return skill !== generalSkill && skill !== '' ? 'specialty' : 'agent'
  return role === 'expert' || role === 'lead' || role === 'admin' ? role : 'office'
}

/** Cards by kind, empty kinds left out. */
export const groupSeats = (cards: readonly SeatCard[]): readonly (readonly [SeatGroup, readonly SeatCard[]])[] =>
  seatGroups
    .map((group) => [group, cards.filter((card) => groupOf(card) === group)] as const)
    .filter(([, members]) => members.length > 0)
