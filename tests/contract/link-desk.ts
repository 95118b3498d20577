import { webcrypto } from 'node:crypto'
import { mergeUpdates } from 'yjs'
import { createLinkCore, type LinkCore } from '#renderer/link/worker/link-core.ts'
import type { JournalOpening } from '#renderer/link/worker/link-ports.ts'
import { createSealer } from '#renderer/link/worker/sealer.ts'
import { createSocket } from '#renderer/link/worker/socket.ts'
import type { LinkReport, LinkStatus } from '#shared/contract/link/worker-messages.ts'
import { type JournalFile, openJournal } from '#shared/link/journal.ts'
import { realClock } from './link-fixture.ts'

/** A disk that outlives its desk: bytes count as written only once flushed, as after a power cut. */
export function createDisk() {
  let flushed: Uint8Array = new Uint8Array()
  return {
    get bytes() {
      return flushed
    },
    open(): JournalFile {
      let bytes = flushed
      return {
        read: () => bytes.slice(),
        write(part, at) {
          const grown = new Uint8Array(Math.max(bytes.length, at + part.length))
          grown.set(bytes)
          grown.set(part, at)
          bytes = grown
        },
        truncate(size) {
          bytes = bytes.slice(0, size)
        },
        flush() {
          flushed = bytes.slice()
        },
        close() {},
      }
    },
  }
}
export type Disk = ReturnType<typeof createDisk>

const rawKey = new Uint8Array(32).fill(7)

export async function openDisk(disks: readonly [Disk, Disk], key = rawKey): Promise<JournalOpening> {
  return openJournal([disks[0].open(), disks[1].open()], await createSealer(key))
}

export interface TestDesk {
  readonly core: LinkCore
  readonly reports: LinkReport[]
  status(): LinkStatus
  /** Resolves with the first report, past or coming, that fits. */
  heard<T extends LinkReport['type']>(
    type: T,
    fits?: (report: Extract<LinkReport, { type: T }>) => boolean,
  ): Promise<Extract<LinkReport, { type: T }>>
}

/** The link's worker without a worker: everything real but the disk. */
export function startDesk(url: string, token: string, opening: () => Promise<JournalOpening>): TestDesk {
  const reports: LinkReport[] = []
  const listeners = new Set<(report: LinkReport) => void>()
  const core = createLinkCore(
    {
      type: 'open',
      journal: 'opfs',
      view: false,
      url,
      seat: '8001',
      token,
      expiresAt: Date.now() + 600_000,
      serverNow: Date.now(),
      journalKey: '',
    },
    {
      clock: realClock,
      random: () => 0.99,
      newId: () => webcrypto.randomUUID(),
      socket: (events) => createSocket({ url, view: false }, events),
      openJournal: opening,
      merge: (updates) => mergeUpdates([...updates]),
      tell(report) {
        reports.push(report)
        for (const listener of [...listeners]) listener(report)
      },
    },
  )
  return {
    core,
    reports,
    status() {
      const last = reports.findLast((report) => report.type === 'status')
      if (last?.type !== 'status') throw new Error('no status yet')
      return last.status
    },
    heard<T extends LinkReport['type']>(
      type: T,
      fits: (report: Extract<LinkReport, { type: T }>) => boolean = () => true,
    ) {
      const is = (report: LinkReport): report is Extract<LinkReport, { type: T }> =>
        report.type === type && fits(report as Extract<LinkReport, { type: T }>)
      return new Promise<Extract<LinkReport, { type: T }>>((resolve) => {
        const known = reports.find(is)
        if (known && is(known)) return resolve(known)
        const listener = (report: LinkReport) => {
          if (!is(report)) return
          listeners.delete(listener)
          resolve(report)
        }
        listeners.add(listener)
      })
    },
  }
}
