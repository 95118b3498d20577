import type { Dialogue } from '../data/dialogue.ts'
import { pick, type Random, shuffled } from './random.ts'

/** The citizen of one call. `user` follows `citizen-` in the address: digits are the number, others mean the call has none. */
export interface Caller {
  readonly dialogue: Dialogue
  readonly user: string
}

/** Who has called, and who is still to come; each dialogue once before any comes again. */
export interface Callers {
  readonly waiting: readonly Dialogue[]
  /** Callers with a number, the latest first. */
  readonly recent: readonly Caller[]
  /** Dialogues that have been told by their own number. */
  readonly told: ReadonlySet<string>
}

export interface CallerRules {
  /** Share of calls by somebody who called before, about the same matter. */
  readonly returning: number
  /** Share of calls without a number. */
  readonly withheld: number
}

export const sandboxCallers: CallerRules = { returning: 0.2, withheld: 0.05 }

const remembered = 12
/** Prefixes believed not issued to the public, so that no real person is hit. */
const prefixes = ['142', '143', '154']

/** Starts in the written order's first dialogue, then at random: what a new user meets first is known. */
export const firstCallers = (dialogues: readonly Dialogue[], random: Random): Callers => ({
  waiting: [...dialogues.slice(0, 1), ...shuffled(random, dialogues.slice(1))],
  recent: [],
  told: new Set(),
})

/** Draws the next caller. `busy` holds the users whose calls are up: nobody calls twice at once. */
export function nextCaller(
  all: readonly Dialogue[],
  before: Callers,
  draw: { random: Random; rules: CallerRules; busy: ReadonlySet<string> },
): { caller: Caller; after: Callers } {
  const { random, rules, busy } = draw
  const known = before.recent.filter((caller) => !busy.has(caller.user))
  const again = random() < rules.returning ? known[Math.floor(random() * known.length)] : undefined
  if (again) return { caller: again, after: before }
  const [dialogue, ...waiting] = before.waiting.length > 0 ? before.waiting : shuffled(random, all)
  if (!dialogue) throw new RangeError('no dialogues')
  const caller = { dialogue, user: userOf(dialogue, before, draw) }
  const recent = isNumber(caller.user) ? [caller, ...before.recent].slice(0, remembered) : before.recent
  const told = caller.user === dialogue.number ? new Set([...before.told, dialogue.id]) : before.told
  return { caller, after: { waiting, recent, told } }
}

const isNumber = (user: string) => /^\d+$/.test(user)

/** The dialogue's own number the first time, fresh ones afterwards: another citizen with the same trouble. */
function userOf(
  dialogue: Dialogue,
  { recent, told }: Callers,
  { random, rules, busy }: { random: Random; rules: CallerRules; busy: ReadonlySet<string> },
): string {
  const taken = (user: string) => busy.has(user) || recent.some((caller) => caller.user === user)
  const withheld = random() < rules.withheld
  if (!withheld && !told.has(dialogue.id) && !taken(dialogue.number)) return dialogue.number
  for (;;) {
    const digits = String(Math.floor(random() * 1e8)).padStart(8, '0')
    const user = withheld ? `unknown${digits}` : `${pick(random, prefixes)}${digits}`
    if (!taken(user)) return user
  }
}
