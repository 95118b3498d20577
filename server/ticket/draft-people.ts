import { type HereFrame, hereLifeMs } from '#shared/contract/socket/envelope.ts'
import type { DraftPersonRow } from '#shared/contract/socket/topics.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { TopicPublisher, TopicSource } from '../ports/topics.ts'

export interface DraftPeopleParts {
  readonly clock: Clock
  readonly publisher: TopicPublisher
  /** Who has to do with a draft that is shared now. */
  readonly seatsOf: (draftId: string) => readonly string[]
  readonly nameOf: (seat: string) => string
  /** Whether the seat may see the draft, shared or not yet. */
  readonly allow: TopicSource<'draft-people'>['allow']
}

/** Who is in which shared draft, and in which field: in memory alone, and gone when not said again. */
export interface DraftPeople {
  here(seat: string, frame: HereFrame): void
  /** The seat's desk is gone. */
  gone(seat: string): void
  /** The draft has other seats now. */
  seatsChanged(draftId: string): void
  readonly topic: TopicSource<'draft-people'>
  close(): void
}

interface Person {
  readonly row: DraftPersonRow
  readonly cancel: () => void
}

/** The first colour nobody in the draft has. */
function freeColour(people: ReadonlyMap<string, Person>): number {
  const taken = new Set([...people.values()].map(({ row }) => row.colour))
  let colour = 0
  while (taken.has(colour)) colour += 1
  return colour
}

/** Starts with nobody anywhere. */
export function createDraftPeople(parts: DraftPeopleParts): DraftPeople {
  const { clock, publisher } = parts
  const drafts = new Map<string, Map<string, Person>>()

  const remove = (draftId: string, seat: string) => {
    const people = drafts.get(draftId)
    const person = people?.get(seat)
    if (!people || !person) return
    person.cancel()
    people.delete(seat)
    if (people.size === 0) drafts.delete(draftId)
    publisher.publish({ name: 'draft-people', id: draftId }, [], [seat])
  }
  const put = (draftId: string, seat: string, field: DraftPersonRow['field']) => {
    const people = drafts.get(draftId) ?? new Map<string, Person>()
    const before = people.get(seat)
    before?.cancel()
    const row = before?.row ?? { seat, name: parts.nameOf(seat), field: null, colour: freeColour(people) }
    const next = row.field === field && before ? row : { ...row, field }
    people.set(seat, { row: next, cancel: clock.after(hereLifeMs, () => remove(draftId, seat)) })
    drafts.set(draftId, people)
    if (next !== before?.row) publisher.publish({ name: 'draft-people', id: draftId }, [[seat, next]])
  }

  return {
    here(seat, { draftId, field, open }) {
      if (!open) remove(draftId, seat)
      else if (parts.seatsOf(draftId).includes(seat)) put(draftId, seat, field)
    },
    gone(seat) {
      for (const draftId of [...drafts.keys()]) remove(draftId, seat)
    },
    seatsChanged(draftId) {
      const seats = parts.seatsOf(draftId)
      for (const seat of [...(drafts.get(draftId)?.keys() ?? [])]) if (!seats.includes(seat)) remove(draftId, seat)
    },
    topic: {
      load: async (draftId) => [...(drafts.get(draftId) ?? [])].map(([seat, { row }]) => [seat, row] as const),
      allow: parts.allow,
    },
    close() {
      for (const people of drafts.values()) for (const { cancel } of people.values()) cancel()
      drafts.clear()
    },
  }
}
