import type { DirectoryEntry } from './entry.ts'

/** A seat of the hall as the directory needs it; `skill` is the main one. */
export interface ListedSeat {
  readonly seat: string
  readonly name: string
  readonly role: 'agent' | 'expert' | 'lead' | 'revisit'
  readonly skill: string
}

/** The directory with every seat in it: a seat that has an entry gives it the name of who works there, any other gets an entry of its own. */
export function withSeats(entries: readonly DirectoryEntry[], seats: readonly ListedSeat[]): readonly DirectoryEntry[] {
  const bySeat = new Map(seats.map((seat) => [seat.seat, seat]))
  const listed = new Set(entries.map(({ number }) => number))
  const named = entries.map((entry) => ({ ...entry, name: bySeat.get(entry.number)?.name ?? entry.name }))
  const others = seats
    .filter(({ seat }) => !listed.has(seat))
    .map(
      ({ seat, name, role, skill }): DirectoryEntry => ({
        id: `seat-${seat}`,
        kind: role === 'expert' ? 'expert' : 'seat',
        name,
        number: seat,
        unit: skill,
        languages: [],
        matters: [],
        places: [],
        aliases: [],
      }),
    )
  return [...named, ...others]
}
