import { mostCandidates, nextCandidates } from '#shared/directory/next-candidates.rules.ts'
import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import {
  createDirectoryStore,
  type DirectoryChoice,
  type DirectoryOrder,
  type DirectoryPurpose,
  type DirectoryState,
  type DirectoryStore,
  openPanel,
  takeRows,
} from './directory.store.ts'
import type { DirectoryPorts, DirectoryWords } from './directory-ports.ts'
import type { OptionLine } from './listing.rules.ts'

/** The directory of a desk: who can be brought into a call, and the panel that asks whom. */
export interface DirectoryDesk {
  readonly store: DirectoryStore
  /** The seat's own number. */
  readonly own: string
  /** How far the server's clock is ahead of ours, ms. */
  aheadMs(): number
  /** Opens the panel with its search box focused; `onChoose` hears of the choice, once, after the panel is closed. */
  openPanel(order: DirectoryOrder): void
  closePanel(): void
  /** Takes a line of the open panel. */
  choose(line: OptionLine): void
  /** Sets or takes a star; shown at once, and taken back where the server refuses. */
  star(entryId: string, on: boolean): void
  words(): Promise<DirectoryWords>
  readonly close: Disposer
}

interface Choosing {
  readonly purpose: DirectoryPurpose
  readonly own: string
}

/** Whom to ring for a line, in turn. A transferred call goes to one number: nobody is left to try the next. */
function choiceOf(rows: DirectoryState['rows'], line: OptionLine, { purpose, own }: Choosing): DirectoryChoice | null {
  if (line.kind === 'dial') return { targets: [{ number: line.number, name: '' }], name: line.number, kind: null }
  const chosen = rows?.get(line.id)
  if (!rows || !chosen) return null
  const others = [...rows.values()].filter(({ number }) => number !== own)
  const ringing = nextCandidates(chosen, others).slice(0, purpose === 'transfer' ? 1 : mostCandidates)
  return { targets: ringing.map(({ number, name }) => ({ number, name })), name: chosen.name, kind: chosen.kind }
}

function starKeeper(store: DirectoryStore, ports: Pick<DirectoryPorts, 'star'>) {
  let last = 0
  const asked = new Map<string, number>()
  return async (entryId: string, on: boolean): Promise<void> => {
    last += 1
    const mine = last
    asked.set(entryId, mine)
    store.setState(({ wanted }) => ({ wanted: new Map(wanted).set(entryId, on), starRefused: false }))
    const done = await ports.star(entryId, on)
    if (asked.get(entryId) !== mine) return
    asked.delete(entryId)
    store.setState(({ wanted, favourites }) => {
      const rest = new Map(wanted)
      rest.delete(entryId)
      // The topic may come after the answer: until then the star stands as it was asked for.
      const now = new Set(favourites)
      if (done && on) now.add(entryId)
      if (done && !on) now.delete(entryId)
      return { wanted: rest, favourites: now, starRefused: !done }
    })
  }
}

/** Starts listening to the directory and to the seat's stars. */
export function openDirectoryDesk(ports: DirectoryPorts): DirectoryDesk {
  const store = createDirectoryStore()
  const open = createDisposerList()
  const fail = () => store.setState({ failed: true })
  open.add(ports.subscribe('directory', (rows) => takeRows(store, rows, ports.own), fail))
  open.add(
    ports.subscribe(
      'directory-favourites',
      (rows) => store.setState({ favourites: new Set(rows.keys()) }),
      () => {},
    ),
  )
  const keepStar = starKeeper(store, ports)
  const closePanel = () => store.setState({ panel: null })
  return {
    store,
    own: ports.own,
    aheadMs: ports.aheadMs,
    openPanel: (order) => openPanel(store, order, { ticket: ports.ticket(), own: ports.own }),
    closePanel,
    choose(line) {
      const { panel, rows } = store.getState()
      const choice = panel && choiceOf(rows, line, { purpose: panel.purpose, own: ports.own })
      if (!choice) return
      closePanel()
      panel.onChoose(choice)
    },
    star: (entryId, on) => void keepStar(entryId, on),
    words: ports.words,
    close: open.dispose,
  }
}
