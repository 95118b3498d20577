import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Base } from './app-base.ts'
import { createClamdScan } from './clamd/clamd-scan.ts'
import type { CommandHandlers } from './ports/command.ts'
import type { Route } from './ports/routes.ts'
import type { UploadRoute } from './ports/upload-route.ts'
import { randomId } from './system-clock.ts'
import { createAttachmentHandlers } from './ticket/attachment/attachment.handlers.ts'
import {
  type AttachmentRoutesParts,
  createAttachmentRoutes,
  createUploadRoutes,
} from './ticket/attachment/attachment.routes.ts'
import { startAttachmentSweep } from './ticket/attachment/attachment-sweep.ts'
import { createFolderFiles } from './ticket/attachment/folder-files.ts'
import { createS3Files } from './ticket/attachment/s3-files.ts'
import { createFileVault } from './ticket/attachment/sealed-file.ts'

/** Files of drafts and tickets. Without a folder none are taken. */
export interface Attachments {
  readonly handlers: Pick<CommandHandlers, 'attachment.remove'>
  readonly routes: readonly Route[]
  readonly uploads: readonly UploadRoute[]
  readonly close: () => Promise<void>
}

/** A virus scan that says nothing for so long is taken for gone, ms. */
const silentMs = 30_000

/** Opens the store and the scan, and starts sweeping what nobody has. */
export function openAttachments(base: Base, rights: Omit<AttachmentRoutesParts, 'storage' | 'site'>): Attachments {
  const { storage, clock, options } = base
  const handlers = createAttachmentHandlers(rights)
  const at = options.attachments
  if (!at) {
    const parts = { ...rights, storage, site: null }
    return { handlers, routes: createAttachmentRoutes(parts), uploads: [], close: async () => undefined }
  }
  const store = at.s3
    ? createS3Files({ ...at.s3, incoming: join(at.folder, 'incoming') }, randomId)
    : createFolderFiles(at.folder, randomId)
  const parts = {
    ...rights,
    storage,
    site: {
      store,
      files: createFileVault(options.master, randomBytes),
      scan: at.clamd ? createClamdScan({ ...at.clamd, silentMs }) : null,
      newId: randomId,
    },
  }
  return {
    handlers,
    routes: createAttachmentRoutes(parts),
    uploads: createUploadRoutes(parts),
    close: startAttachmentSweep({ storage, store, clock, onError: base.onError('attachments') }),
  }
}
