import type { DraftField } from './draft-fields.ts'

/** What somebody who is not its author may do with a draft: both read the matter document alone; `write` changes it too. */
export const guestRights = ['write', 'read'] as const
export type GuestRight = (typeof guestRights)[number]

/** Short values of the matter document that its author alone sets: who may know the citizen, and which ticket it was parted from, is not a guest's to say. */
export const authorsOwnFields: ReadonlySet<DraftField> = new Set<DraftField>(['confidential', 'splitOf', 'channel'])
