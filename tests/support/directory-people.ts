import { sandboxSeats } from '#server/sandbox/accounts.ts'
import { sandboxDirectory } from '#server/sandbox/directory.ts'
import type { DirectoryEntry, Presence, PresentEntry } from '#shared/directory/entry.ts'
import { withSeats } from '#shared/directory/seat-entries.rules.ts'
import { takesCalls } from '#shared/seat/seat-state.ts'

/** The sandbox's directory with its seats, as its backend makes it. */
export const people: readonly DirectoryEntry[] = withSeats(
  sandboxDirectory(),
  sandboxSeats.flatMap(({ seat, name, role, skills }) =>
    !takesCalls(role) ? [] : [{ seat, name, role, skill: skills[0] ?? '' }],
  ),
)

/** One of them by number. */
export function personAt(number: string): DirectoryEntry {
  const found = people.find((entry) => entry.number === number)
  if (!found) throw new Error(`nobody has ${number}`)
  return found
}

/** An entry with only what the test is about. */
export const entryOf = (id: string, more: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  id,
  kind: 'department',
  name: `部门${id}`,
  number: `6${id.replace(/\D/g, '').padStart(4, '0')}`,
  unit: `单位${id}`,
  languages: [],
  matters: [],
  places: [],
  aliases: [],
  ...more,
})

/** The same with a presence. */
export const present = (entry: DirectoryEntry, presence: Presence = 'ready'): PresentEntry => ({ ...entry, presence })
