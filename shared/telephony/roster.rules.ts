/** Who is in a conference, as its focus tells (RFC 4575). Pure: documents come in parsed, one after the other. */

/** One user of a conference document. `entity`: its address of record. */
export interface RosterUser {
  readonly entity: string
  readonly name: string
  /** Connected by at least one endpoint. */
  readonly connected: boolean
  /** The focus takes no sound from it. */
  readonly muted: boolean
}

/** A user as a document tells of it; null: not said, as it was. */
export interface ToldUser {
  readonly entity: string
  readonly state: 'full' | 'partial' | 'deleted'
  readonly name: string | null
  readonly connected: boolean | null
  readonly muted: boolean | null
}

/** One document. Elements that are `partial` or `deleted` change the roster, a `full` document is it. */
export interface ConferenceDocument {
  readonly entity: string
  readonly version: number
  readonly state: 'full' | 'partial' | 'deleted'
  readonly users: readonly ToldUser[]
}

export interface Roster {
  readonly version: number
  readonly users: readonly RosterUser[]
}

/** The roster after a document. `stale`: older than what is known, to be ignored; `gap`: one was lost, so a full one has to be asked for. */
export type NextRoster =
  | { readonly kind: 'next'; readonly roster: Roster }
  | { readonly kind: 'stale' | 'gap' | 'over' }

/** Takes a document in (RFC 4575 4.4: versions grow by one; a gap between partial ones means a lost one). */
export function nextRoster(known: Roster | null, document: ConferenceDocument): NextRoster {
  if (known && document.version <= known.version) return { kind: 'stale' }
  if (document.state === 'deleted') return { kind: 'over' }
  if (document.state === 'partial' && (!known || document.version !== known.version + 1)) return { kind: 'gap' }
  const users = new Map<string, RosterUser>()
  for (const user of document.state === 'partial' ? (known?.users ?? []) : []) users.set(user.entity, user)
  for (const told of document.users) {
    if (told.state === 'deleted') users.delete(told.entity)
    else users.set(told.entity, after(told.state === 'partial' ? users.get(told.entity) : undefined, told))
  }
  return { kind: 'next', roster: { version: document.version, users: [...users.values()] } }
}

const after = (before: RosterUser | undefined, { entity, name, connected, muted }: ToldUser): RosterUser => ({
  entity,
  name: name ?? before?.name ?? '',
  connected: connected ?? before?.connected ?? false,
  muted: muted ?? before?.muted ?? false,
})

/** The others who are in it now; `self`: our own address of record. */
export const othersIn = (roster: Roster, self: string): readonly RosterUser[] =>
  roster.users.filter(({ entity, connected }) => connected && entity !== self)
