import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'
import type { CallbackRow, DraftsRow } from '#shared/contract/socket/topics.ts'

/** A draft or a promised callback that the seat has not done yet. */
export interface OpenItem {
  readonly id: string
  /** What it is about: a draft's title (may be empty), a callback's masked number and note. */
  readonly text: string
  /** Its call is still up: it cannot be handed over. */
  readonly inCall: boolean
  /** It is in a hand-over that nobody has accepted yet. */
  readonly offered: boolean
}

/** All that a seat would leave behind. */
export interface OpenWork {
  readonly drafts: readonly OpenItem[]
  readonly tasks: readonly OpenItem[]
}
export const noWork: OpenWork = { drafts: [], tasks: [] }

/** What open work is told from. */
export interface WorkSources {
  readonly seat: string
  readonly drafts: Iterable<DraftsRow>
  readonly callbacks: Iterable<CallbackRow>
  readonly handovers: Iterable<HandoverRow>
  readonly isUp: (callId: string) => boolean
}

/** The seat's own drafts that are not handed in, and the callbacks it has promised; each oldest or nearest first. */
export function openWork({ seat, drafts, callbacks, handovers, isUp }: WorkSources): OpenWork {
  const waiting = [...handovers].filter((row) => row.seat === seat && row.accepted === null)
  const offered = new Set(waiting.flatMap((row) => [...row.drafts, ...row.tasks]))
  return {
    drafts: [...drafts]
      .filter(({ ticketNo, passedTo }) => ticketNo === null && passedTo === null)
      .sort((a, b) => a.updatedAt - b.updatedAt)
      .map(({ draftId, title, callId }) => ({
        id: draftId,
        text: title,
        inCall: callId !== null && isUp(callId),
        offered: offered.has(draftId),
      })),
    tasks: [...callbacks]
      .filter(({ promisedBy }) => promisedBy === seat)
      .sort((a, b) => a.dueAt - b.dueAt)
      .map(({ taskId, number, note }) => ({
        id: taskId,
        text: note === '' ? number : `${number} · ${note}`,
        inCall: false,
        offered: offered.has(taskId),
      })),
  }
}

/** How many of each nobody has been asked to take. */
export const leftOpen = ({ drafts, tasks }: OpenWork): { readonly drafts: number; readonly tasks: number } => ({
  drafts: drafts.filter(({ offered }) => !offered).length,
  tasks: tasks.filter(({ offered }) => !offered).length,
})

/** Ids of what is handed over when everything is. */
export const allOf = (items: readonly OpenItem[]): string[] =>
  items.filter(({ inCall, offered }) => !inCall && !offered).map(({ id }) => id)

/** Of the chosen ids those that can be handed over now. */
export const stillOpen = (items: readonly OpenItem[], chosen: readonly string[]): string[] =>
  items.filter(({ id, inCall }) => !inCall && chosen.includes(id)).map(({ id }) => id)
