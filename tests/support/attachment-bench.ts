import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { VirusScan } from '#server/ports/virus-scan.ts'
import type { OpenStorage } from '#server/storage/storage.ts'
import { randomId } from '#server/system-clock.ts'
import { createAttachmentHandlers } from '#server/ticket/attachment/attachment.handlers.ts'
import {
  type AttachmentRoutesParts,
  createAttachmentRoutes,
  createUploadRoutes,
} from '#server/ticket/attachment/attachment.routes.ts'
import { sweepAttachments } from '#server/ticket/attachment/attachment-sweep.ts'
import type { FileStore } from '#server/ticket/attachment/file-store.ts'
import { createFolderFiles } from '#server/ticket/attachment/folder-files.ts'
import { createFileVault } from '#server/ticket/attachment/sealed-file.ts'
import { attachmentListSchema } from '#shared/contract/rest/attachments.schema.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import { usualTimeLimits } from '#shared/ticket/time-limits.ts'
import { inPieces } from './sample-files.ts'
import { benchTime, createTicketBench } from './ticket-bench.ts'

/** Who asks. */
export interface By {
  readonly seat?: string
  readonly role?: Role
  readonly at?: number
}
const readerOf = ({ seat = '8001', role = 'agent' }: By) => ({ seat, role })

/** The files of tickets on a real database, with the real store in a folder. */
export function createAttachmentBench(storage: OpenStorage) {
  const bench = createTicketBench(storage)
  const folder = mkdtempSync(join(tmpdir(), 'lianxian-files-'))
  const real = createFolderFiles(folder, randomId)
  const site: {
    store: FileStore
    files: ReturnType<typeof createFileVault>
    scan: VirusScan | null
    newId: () => string
  } = {
    store: real,
    files: createFileVault(new Uint8Array(32).fill(7), (size) => randomBytes(size)),
    scan: null,
    newId: randomId,
  }
  const parts = (): AttachmentRoutesParts => ({
    storage,
    vault: bench.vault,
    limits: usualTimeLimits,
    unitOf: bench.unitOf,
    nameOf: (seat) => `Seat ${seat}`,
    mayJoin: ({ call_id }, seat) => call_id !== null && bench.guests.has(seat),
    mayWrite: ({ call_id }, seat) => call_id !== null && bench.guests.get(seat) === 'write',
    site,
  })
  const get = (path: string, params: Record<string, string>, { by = {}, query = {} }: { by?: By; query?: unknown }) => {
    const route = createAttachmentRoutes(parts()).find((one) => one.path === path)
    if (!route) throw new Error(path)
    return route.handle({ params, query, reader: readerOf(by), at: by.at ?? benchTime })
  }
  const put = (path: string, params: Record<string, string>, sent: Sent) => {
    const route = createUploadRoutes(parts()).find((one) => one.path === path)
    if (!route) throw new Error(path)
    const { by = {}, body, name = '现场.jpg', length = null } = sent
    const from = body instanceof Uint8Array ? inPieces(body) : body
    return route.handle({
      params,
      name: encodeURIComponent(name),
      length,
      body: from,
      reader: readerOf(by),
      at: by.at ?? benchTime,
    })
  }
  return {
    ...bench,
    site,
    real,
    toDraft: (draft: string, upload: string, sent: Sent) =>
      put('/api/drafts/:draft/attachments/:upload', { draft, upload: upload.padEnd(16, '_') }, sent),
    toTicket: (no: string, upload: string, sent: Sent) =>
      put('/api/tickets/:no/attachments/:upload', { no, upload: upload.padEnd(16, '_') }, sent),
    async listOf(path: 'drafts' | 'tickets', id: string, by: By = {}) {
      const { status, body } = await (path === 'drafts'
        ? get('/api/drafts/:draft/attachments', { draft: id }, { by })
        : get('/api/tickets/:no/attachments', { no: id }, { by }))
      return status === 200 ? attachmentListSchema.parse(body) : null
    },
    async look(id: string, by: By = {}, query: unknown = {}) {
      const answer = await get('/api/attachments/:id', { id }, { by, query })
      if (!answer.file) return { ...answer, content: null }
      const pieces: Uint8Array[] = []
      for await (const piece of answer.file.body) pieces.push(piece)
      return { ...answer, content: Buffer.concat(pieces) }
    },
    remove: (attachmentId: string, by: By = {}) =>
      storage.transaction(async ({ tx, afterCommit }) => {
        const context = { ...readerOf(by), sessionId: 'session', at: by.at ?? benchTime, tx, afterCommit }
        const outcome = await createAttachmentHandlers(parts())['attachment.remove'](context, { attachmentId })
        if (!outcome.ok) await outcome.note?.(tx)
        return outcome.ok ? 'ok' : outcome.reason
      }),
    sweep: (at: number) =>
      sweepAttachments({
        storage,
        store: site.store,
        clock: { now: () => at, after: () => () => undefined },
        onError(error) {
          throw error
        },
      }),
    acts: async (draftId: string) =>
      (await storage.db.selectFrom('attachment_acts').selectAll().orderBy('act_id').execute())
        .filter(({ said }) => said.includes(draftId))
        .map(({ seat, act, refused }) => `${seat} ${act}${refused === null ? '' : `: ${refused}`}`),
    files: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name)),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

interface Sent {
  readonly body: Uint8Array | AsyncIterable<Uint8Array>
  readonly by?: By
  readonly name?: string
  readonly length?: number | null
}
