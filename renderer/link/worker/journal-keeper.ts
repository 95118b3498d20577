import { type JournalRecord, journalRecordSchema } from '#shared/contract/link/journal-records.ts'
import type { JournalState } from '#shared/contract/link/worker-messages.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { Journal } from '#shared/link/journal.ts'
import { addRecord, compactRecords, type DeskJournal, emptyDeskJournal, renumber } from './desk-journal.rules.ts'
import type { JournalOpening } from './link-ports.ts'

export interface KeeperPorts {
  readonly clock: Clock
  open(): Promise<JournalOpening>
  merge(updates: readonly string[]): string
  /** The journal's state changed, or what it holds (`found`: records of an earlier run came in). */
  changed(found: boolean): void
}

/** The seat's journal and what is in it. */
export interface JournalKeeper {
  readonly state: JournalState
  readonly desk: DeskJournal
  /** Counts at once, and resolves when on disk (true) or when there is no disk (false). */
  record(records: readonly JournalRecord[]): Promise<boolean>
  /** Resolves when it is known whether there is a journal. */
  readonly opened: Promise<void>
  /** Resolves when what was recorded is on disk and the files are free. */
  close(): Promise<void>
}

/** A reload's old worker lets go of the file within this; only after it is another window to blame. ms. */
const busyAfterMs = 2000
const retryMs = 250
/** Compact when the file is larger than this and has grown fourfold since, bytes. */
const compactFrom = 262_144

const utf8 = new TextEncoder()
const encode = (record: JournalRecord) => utf8.encode(JSON.stringify(record))

/** Reads a record; null: not ours (a newer version's, say), and skipped. */
function decode(bytes: Uint8Array): JournalRecord | null {
  try {
    const parsed = journalRecordSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Starts to open the journal and goes on trying while another window holds it. */
export function createJournalKeeper(ports: KeeperPorts): JournalKeeper {
  const { clock } = ports
  let desk = emptyDeskJournal
  let journal: Journal | null = null
  let state: JournalState = 'opening'
  /** What was recorded before there was a file: written as soon as there is. */
  let early: JournalRecord[] = []
  let compactedSize = 0
  let cancelRetry = () => {}
  let closed = false
  const startedAt = clock.now()
  let earlyWritten: Promise<boolean> = Promise.resolve(false)
  let announce = () => {}
  const opened = new Promise<void>((resolve) => {
    announce = resolve
  })

  const become = (next: JournalState, found = false) => {
    state = next
    announce()
    ports.changed(found)
  }
  const adopt = (file: Journal) => {
    journal = file
    compactedSize = file.size
    const found = file.found.map(decode).filter((record) => record !== null)
    const before = found.reduce(addRecord, emptyDeskJournal)
    const late = early.map((record) => renumber(record, before.next))
    early = []
    desk = late.reduce(addRecord, before)
    if (late.length > 0) earlyWritten = write(late)
    become('durable', true)
  }
  const write = async (records: readonly JournalRecord[]): Promise<boolean> => {
    const file = journal
    if (file === null) return false
    try {
      await file.append(records.map(encode))
      if (file.size > compactFrom && file.size > 4 * compactedSize) await compact(file)
      return true
    } catch {
      if (journal === file && !closed) {
        journal = null
        become('memory')
        await file.close()
      }
      return false
    }
  }
  const compact = async (file: Journal) => {
    const done = file.compact(compactRecords(desk, ports.merge).map(encode))
    compactedSize = Number.POSITIVE_INFINITY
    await done
    compactedSize = file.size
  }
  const open = async (): Promise<void> => {
    const opening = await ports.open()
    if (closed) {
      if (opening.ok) await opening.journal.close()
      return
    }
    if (opening.ok) return adopt(opening.journal)
    if (opening.reason !== 'busy') return become('memory')
    if (clock.now() - startedAt >= busyAfterMs && state !== 'busy') become('busy')
    cancelRetry = clock.after(retryMs, () => void open())
  }
  void open()

  return {
    get state() {
      return state
    },
    get desk() {
      return desk
    },
    opened,
    async record(records) {
      desk = records.reduce(addRecord, desk)
      if (journal !== null) return write(records)
      early.push(...records)
      if (state !== 'opening') return false
      await opened
      return earlyWritten
    },
    async close() {
      closed = true
      cancelRetry()
      const file = journal
      journal = null
      await file?.close()
    },
  }
}
