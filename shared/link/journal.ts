import {
  decodeHeader,
  encodeHeader,
  encodeRecord,
  headerLength,
  type ReadRecord,
  readRecords,
  type SealedRecord,
} from './journal-format.ts'

/** A file with one owner: an OPFS sync access handle, or a file descriptor. `flush` returns only when the bytes outlive the process. */
export interface JournalFile {
  read(): Uint8Array
  write(bytes: Uint8Array, at: number): void
  truncate(size: number): void
  flush(): void
  close(): void
}

/** Encrypts records with the seat's key. `open` gives null when the key or the bytes are not right. */
export interface Sealer {
  seal(plain: Uint8Array): Promise<SealedRecord>
  open(sealed: SealedRecord): Promise<Uint8Array | null>
}

/** An open journal. */
export interface Journal {
  /** Plain records found at opening, oldest first. */
  readonly found: readonly Uint8Array[]
  /** Bytes thrown away at opening because the last record was torn or damaged. */
  readonly torn: number
  /** Bytes of the file now. */
  readonly size: number
  /** Resolves when the records are on disk, in the order of the calls. Rejects when the disk refuses; nothing of that call is kept then. */
  append(records: readonly Uint8Array[]): Promise<void>
  /** Replaces everything by these records. A crash at any moment leaves the old journal or the new one, whole. */
  compact(records: readonly Uint8Array[]): Promise<void>
  /** Lets go of the files once what was appended before is on disk. */
  close(): Promise<void>
}

interface Side {
  readonly file: JournalFile
  readonly generation: number
  readonly bytes: Uint8Array
}

const look = (file: JournalFile): Side => {
  const bytes = file.read()
  return { file, generation: decodeHeader(bytes) ?? -1, bytes }
}

/**
 * Which of two files counts: the higher generation (u32 with wrap-around). A damaged header alone must not lose what stands behind it:
 * with no header whole, the file with more records counts.
 */
function newer(one: Side, other: Side): boolean {
  if (one.generation < 0 && other.generation < 0) return readRecords(one.bytes).length > readRecords(other.bytes).length
  return one.generation >= 0 && (other.generation < 0 || ((one.generation - other.generation) | 0) > 0)
}

async function openAll(records: readonly ReadRecord[], sealer: Sealer) {
  const plain: Uint8Array[] = []
  let end = headerLength
  for (const record of records) {
    const opened = await sealer.open(record)
    if (opened === null) break
    plain.push(opened)
    end = record.end
  }
  return { plain, end }
}

/** Seals all, in order, into one run of bytes: one write and one flush however many there are. */
async function sealAll(records: readonly Uint8Array[], sealer: Sealer): Promise<Uint8Array<ArrayBuffer>> {
  const parts = await Promise.all(records.map(async (record) => encodeRecord(await sealer.seal(record))))
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/**
 * Opens the journal of two files, of which the one with the higher generation counts; the other is the room the next compaction writes to.
 * A torn tail is cut off. A journal whose every record is sealed with another key is another owner's: `wrong-key`, and left untouched.
 */
export async function openJournal(
  files: readonly [JournalFile, JournalFile],
  sealer: Sealer,
): Promise<{ ok: true; journal: Journal } | { ok: false; reason: 'wrong-key' }> {
  const [first, second] = [look(files[0]), look(files[1])]
  const [current, spare] = newer(second, first) ? [second, first] : [first, second]
  const read = readRecords(current.bytes)
  const { plain, end } = await openAll(read, sealer)
  if (read.length > 0 && plain.length === 0) return { ok: false, reason: 'wrong-key' }
  const torn = Math.max(0, current.bytes.length - end)
  const generation = Math.max(current.generation, 0)
  if (torn > 0) current.file.truncate(end)
  if (current.generation < 0) current.file.write(encodeHeader(generation), 0)
  current.file.flush()
  const state = { file: current.file, spare: spare.file, generation, size: end }
  return { ok: true, journal: journalOn(state, sealer, { found: plain, torn }) }
}

interface JournalState {
  file: JournalFile
  spare: JournalFile
  generation: number
  size: number
}

function journalOn(
  state: JournalState,
  sealer: Sealer,
  opened: { readonly found: readonly Uint8Array[]; readonly torn: number },
): Journal {
  let last: Promise<unknown> = Promise.resolve()
  /**
   * Sizes that files have still to be cut to. What the disk refused may stand there half, or whole: until it is off, nothing else is written, or a
   * refused record could come back behind a later one, and a refused header make the wrong file count.
   */
  const cuts = new Map<JournalFile, number>()
  const settle = (): void => {
    for (const [file, size] of [...cuts]) {
      file.truncate(size)
      file.flush()
      cuts.delete(file)
    }
  }
  /** Cuts the file now, or before anything else is written: a disk that refuses is asked again then. */
  const cut = (file: JournalFile, size: number): void => {
    cuts.set(file, size)
    try {
      settle()
    } catch {}
  }
  /** Runs `write`; of what the disk refused nothing stays. */
  const orCut = (file: JournalFile, size: number, write: () => void): void => {
    settle()
    try {
      write()
    } catch (error) {
      cut(file, size)
      throw error
    }
  }
  /** One after the other: sealing is asynchronous, and the order on disk has to be the order of the calls. */
  const inTurn = (run: () => Promise<void>): Promise<void> => {
    const turn = last.then(run, run)
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    ...opened,
    get size() {
      return state.size
    },
    append: (records) => {
      const sealing = sealAll(records, sealer)
      sealing.catch(() => undefined)
      return inTurn(async () => {
        const bytes = await sealing
        orCut(state.file, state.size, () => {
          state.file.write(bytes, state.size)
          state.file.flush()
        })
        state.size += bytes.length
      })
    },
    compact: (records) =>
      inTurn(async () => {
        const bytes = await sealAll(records, sealer)
        const { file, spare } = state
        // Records first, header last: until the header is on disk the old file is the one that counts.
        orCut(spare, 0, () => {
          spare.truncate(0)
          spare.write(bytes, headerLength)
          spare.flush()
          spare.write(encodeHeader((state.generation + 1) >>> 0), 0)
          spare.flush()
        })
        state.file = spare
        state.spare = file
        state.generation = (state.generation + 1) >>> 0
        state.size = headerLength + bytes.length
        cut(file, 0)
      }),
    close: () =>
      inTurn(async () => {
        state.file.close()
        state.spare.close()
      }),
  }
}
