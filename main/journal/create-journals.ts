import * as nodeFs from 'node:fs'
import type { HostArgs, HostResult } from '#shared/contract/host/host-calls.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Journal } from '#shared/link/journal.ts'
import { lockFolder } from './folder-lock.ts'
import { isDiskError, type JournalFs } from './journal-fs.ts'
import { openSeatJournal } from './open-seat-journal.ts'
import { type ProcessTable, systemProcesses } from './process-table.ts'

export interface JournalsParts {
  /** Made where it is not there; this process alone has it from the first opening until `close`. */
  readonly folder: string
  readonly fs?: JournalFs
  readonly processes?: ProcessTable
}

/** Whose call it is: the webContents of the page. */
export interface Owner {
  readonly id: number
}

/** The seats' journals of this computer, as the host bridge asks for them. */
export interface Journals {
  /** A page that opens its seat's journal again gets it afresh; `busy`: another page or another program has it. */
  journalOpen(args: HostArgs<'journalOpen'>, owner: Owner): Promise<HostResult<'journalOpen'>>
  journalAppend(args: HostArgs<'journalAppend'>, owner: Owner): Promise<HostResult<'journalAppend'>>
  journalCompact(args: HostArgs<'journalCompact'>, owner: Owner): Promise<HostResult<'journalCompact'>>
  journalClose(args: HostArgs<'journalClose'>, owner: Owner): Promise<null>
  /** The page was reloaded, crashed or closed: what it had open is free again once this resolves, and for any opening asked for after. */
  release(ownerId: number): Promise<void>
  /** Closes all and lets go of the folder. */
  close(): Promise<void>
}

interface Open {
  readonly seat: string
  readonly owner: number
  readonly journal: Journal
}

/** A page has one seat; more than a few journals is no desk's wish. */
const mostPerOwner = 8

/** Keeps the seats' journals in one folder. Nothing is touched before the first opening. */
export function createJournals({ folder, fs = nodeFs, processes = systemProcesses }: JournalsParts): Journals {
  const open = new Map<number, Open>()
  const inTurn = createTurns()
  let lastHandle = 0
  let unlock: Disposer | undefined

  const shut = async (handle: number): Promise<void> => {
    const { journal } = open.get(handle) ?? {}
    open.delete(handle)
    await journal?.close()
  }
  const shutAll = async (which: (one: Open) => boolean): Promise<void> => {
    for (const [handle, one] of [...open]) if (which(one)) await shut(handle)
  }
  const own = (handle: number, { id }: Owner): Journal | undefined => {
    const one = open.get(handle)
    return one?.owner === id ? one.journal : undefined
  }
  const openFor = async ({ seat, key }: HostArgs<'journalOpen'>, owner: number): Promise<HostResult<'journalOpen'>> => {
    if ([...open.values()].some((one) => one.seat === seat && one.owner !== owner)) return { ok: false, reason: 'busy' }
    await shutAll((one) => one.seat === seat)
    const owned = [...open.values()].filter((one) => one.owner === owner)
    if (owned.length >= mostPerOwner) return { ok: false, reason: 'no-store' }
    if (!unlock) {
      const taken = takeFolder(fs, folder, processes)
      if (!taken.ok) return taken
      unlock = taken.unlock
    }
    const opening = await openSeatJournal({ fs, folder, seat }, key)
    if (!opening.ok) return opening
    const { journal } = opening
    lastHandle += 1
    open.set(lastHandle, { seat, owner, journal })
    const found = journal.found.map((record) => new Uint8Array(record))
    return { ok: true, handle: lastHandle, found, torn: journal.torn, size: journal.size }
  }

  return {
    journalOpen: (args, owner) => inTurn(() => openFor(args, owner.id)),
    journalAppend: ({ handle, records }, owner) => written(own(handle, owner), (journal) => journal.append(records)),
    journalCompact: ({ handle, records }, owner) => written(own(handle, owner), (journal) => journal.compact(records)),
    async journalClose({ handle }, owner) {
      if (own(handle, owner)) await inTurn(() => shut(handle))
      return null
    },
    release: (ownerId) => inTurn(() => shutAll((one) => one.owner === ownerId)),
    close: () =>
      inTurn(async () => {
        await shutAll(() => true)
        unlock?.()
        unlock = undefined
      }),
  }
}

/** Opening and closing one after the other: each has to see what the one before left. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run, run)
    last = turn.catch(() => undefined)
    return turn
  }
}

type Taken =
  | { readonly ok: true; readonly unlock: Disposer }
  | { readonly ok: false; readonly reason: 'busy' | 'no-store' }

function takeFolder(fs: JournalFs, folder: string, processes: ProcessTable): Taken {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    const lock = lockFolder(folder, processes)
    return lock.ok ? { ok: true, unlock: lock.value } : { ok: false, reason: 'busy' }
  } catch (error) {
    if (isDiskError(error)) return { ok: false, reason: 'no-store' }
    throw error
  }
}

async function written(
  journal: Journal | undefined,
  write: (journal: Journal) => Promise<void>,
): Promise<HostResult<'journalAppend'>> {
  if (!journal) return { ok: false, reason: 'closed' }
  try {
    await write(journal)
    return { ok: true, size: journal.size }
  } catch (error) {
    if (isDiskError(error)) return { ok: false, reason: 'disk' }
    throw error
  }
}
