/** How much a notice matters: an important one shows itself, a normal one is counted. */
export const noticeLevels = ['normal', 'important'] as const
export type NoticeLevel = (typeof noticeLevels)[number]

/** How long a notice may stand, ms. */
export const longestNoticeMs = 90 * 24 * 3_600_000

/** Whom a notice is for. `among`: role names, skill keys, or one team. */
export interface Audience {
  readonly kind: 'all' | 'roles' | 'skills' | 'team'
  readonly among: readonly string[]
}
export const audienceKinds = ['all', 'roles', 'skills', 'team'] as const satisfies readonly Audience['kind'][]

/** What of a seat an audience goes by. */
export interface Hearer {
  readonly role: string
  readonly skills: readonly string[]
  readonly team: string | null
}

/** Whether the seat is one of them. */
export function isAddressed({ kind, among }: Audience, seat: Hearer): boolean {
  // Everybody of the hall: contacts of other units are outside, and are only told by their role.
  if (kind === 'all') return seat.role !== 'unit'
  if (kind === 'roles') return among.includes(seat.role)
  if (kind === 'skills') return seat.skills.some((skill) => among.includes(skill))
  return seat.team !== null && among.includes(seat.team)
}
