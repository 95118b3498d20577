import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DirectoryRow } from '#shared/contract/socket/topics.ts'
import type { EntryKind } from '#shared/directory/entry.ts'
import type { TicketAtHand } from '#shared/directory/suggest-entries.rules.ts'
import { type DirectoryListing, listDirectory } from './listing.rules.ts'

/** What choosing somebody will do: 咨询 三方通话 转接. */
export type DirectoryPurpose = 'consult' | 'conference' | 'transfer'

/** Who was chosen. `targets`: numbers to ring one after the other until one answers; of a transfer one only. */
export interface DirectoryChoice {
  readonly targets: readonly { readonly number: string; readonly name: string }[]
  readonly name: string
  /** null: a number that is nobody's. */
  readonly kind: EntryKind | null
}

/** What the panel is opened for. */
export interface DirectoryOrder {
  readonly purpose: DirectoryPurpose
  readonly onChoose: (choice: DirectoryChoice) => void
}

/** The open panel. Its list stands as it was when the panel was opened: nothing moves under the hand while presence goes on changing. */
export interface OpenPanel extends DirectoryOrder {
  readonly ticket: TicketAtHand
  /** null: the directory has not come yet. */
  readonly listing: DirectoryListing | null
  /** Counts how often it was asked for: each time the search box gets the focus. */
  readonly asked: number
}

export interface DirectoryState {
  /** null until the server has said them. */
  readonly rows: ReadonlyMap<string, DirectoryRow> | null
  /** The server does not give the directory. */
  readonly failed: boolean
  readonly favourites: ReadonlySet<string>
  /** Stars asked for and not answered yet: shown as wanted. */
  readonly wanted: ReadonlyMap<string, boolean>
  /** A star was refused, and is as it was. */
  readonly starRefused: boolean
  readonly panel: OpenPanel | null
}
export type DirectoryStore = StoreApi<DirectoryState>

/** Starts closed, with nothing known. */
export const createDirectoryStore = (): DirectoryStore =>
  createStore<DirectoryState>(() => ({
    rows: null,
    failed: false,
    favourites: new Set(),
    wanted: new Map(),
    starRefused: false,
    panel: null,
  }))

/** Whether an entry bears a star, as the person wants it. */
export const isStarred = ({ favourites, wanted }: DirectoryState, entryId: string): boolean =>
  wanted.get(entryId) ?? favourites.has(entryId)

/** Nobody is asked in a queue: a caller is sent there. */
const sends = ({ purpose }: Pick<DirectoryOrder, 'purpose'>): boolean => purpose === 'transfer'

/** Takes the rows of topic `directory`; a panel that waits for them gets its list. */
export function takeRows(store: DirectoryStore, rows: DirectoryState['rows'], own: string): void {
  const { panel, favourites } = store.getState()
  const waits = panel !== null && panel.listing === null && rows !== null
  const listing = waits
    ? listDirectory([...rows.values()], { favourites, ticket: panel.ticket, own, withQueues: sends(panel) })
    : null
  store.setState({ rows, failed: false, ...(waits ? { panel: { ...panel, listing } } : {}) })
}

/** Opens the panel, or gives the one that is open another purpose; the list stays then, but for the queues. */
export function openPanel(
  store: DirectoryStore,
  order: DirectoryOrder,
  now: { ticket: TicketAtHand; own: string },
): void {
  const { panel, rows, favourites } = store.getState()
  const kept = panel && sends(panel) === sends(order) ? panel.listing : null
  const listing = kept ?? (rows && listDirectory([...rows.values()], { favourites, ...now, withQueues: sends(order) }))
  const ticket = panel?.ticket ?? now.ticket
  store.setState({ panel: { ...order, ticket, listing, asked: (panel?.asked ?? 0) + 1 }, starRefused: false })
}
