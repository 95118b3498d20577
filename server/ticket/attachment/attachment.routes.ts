import {
  attachmentQuerySchema,
  draftUploadSchema,
  fileNameSchema,
  ticketUploadSchema,
} from '#shared/contract/rest/attachments.schema.ts'
import { fieldFaults } from '#shared/link/field-faults.rules.ts'
import { type AttachmentRefusal, endingOfKind, sortOfKind } from '#shared/ticket/attachment.rules.ts'
import type { Route, RouteAnswer, RouteRequest } from '../../ports/routes.ts'
import type { UploadAnswer, UploadRequest, UploadRoute } from '../../ports/upload-route.ts'
import { draftOfTicket, findDraft } from '../draft.repository.ts'
import { attachmentsOf, findAttachment, type StoredAttachment } from './attachment.repository.ts'
import { attachmentRights, type RightsParts } from './attachment-rights.ts'
import { toAttachmentList, type ViewParts } from './attachment-view.ts'
import { noteAttachment } from './note-attachment.ts'
import { hashOfSealed } from './sealed-file.ts'
import { takeUpload, type UploadParts } from './upload.ts'

/** What the routes are made from. `site` null: this site takes no files, and shows none. */
export interface AttachmentRoutesParts extends RightsParts, ViewParts {
  readonly storage: UploadParts['storage']
  readonly site: Pick<UploadParts, 'store' | 'files' | 'scan' | 'newId'> | null
}

const writers = ['agent', 'lead', 'expert'] as const
const ticketReaders = ['agent', 'lead', 'dispatcher', 'reviewer', 'revisit', 'supervisor', 'unit', 'expert'] as const

const statusOf = {
  'too-large': 413,
  'wrong-kind': 415,
  'too-many': 409,
  'not-clean': 422,
  'not-scanned': 503,
  gone: 404,
  'not-yours': 403,
  stopped: 400,
  damaged: 409,
} as const satisfies Record<AttachmentRefusal, UploadAnswer['status']>

const refused = <R extends AttachmentRefusal>(reason: R) => ({
  status: statusOf[reason],
  body: { reason, faults: [{ field: 'file', rule: reason }] },
})

const badInput = (issues: Parameters<typeof fieldFaults>[0]) => ({
  status: 400 as const,
  body: { reason: 'bad-input', faults: fieldFaults(issues) },
})

async function list(
  parts: AttachmentRoutesParts,
  { reader, at }: RouteRequest,
  draftId: string | undefined,
): Promise<RouteAnswer> {
  return parts.storage.transaction(async ({ tx }) => {
    const draft = draftId === undefined ? undefined : await findDraft(tx, draftId)
    const rights = await attachmentRights(tx, parts, { draft, asker: { ...reader, at } })
    if (draftId === undefined || !rights.maySee) return refused('gone')
    const files = await attachmentsOf(tx, draftId)
    return { status: 200, body: toAttachmentList(parts, files, { rights, isOn: parts.site !== null }) }
  })
}

/** What may be sent of a file; the look is in the log and on the trail before. */
async function allowed(
  parts: AttachmentRoutesParts,
  { params, reader, at }: RouteRequest,
  act: 'view' | 'save',
): Promise<StoredAttachment | null> {
  return parts.storage.transaction(async ({ tx }) => {
    const file = await findAttachment(tx, params.id ?? '')
    const draft = file && (await findDraft(tx, file.draft_id))
    if (!file || !draft) return null
    const asker = { ...reader, at }
    const rights = await attachmentRights(tx, parts, { draft, asker })
    const why =
      file.removed_at !== null ? 'gone' : !rights.maySee ? 'out-of-scope' : rights.hides(file) ? 'hidden' : null
    await noteAttachment(tx, { act, file, draft, asker, ...(why !== null && { refused: why }) })
    return why === null ? file : null
  })
}

/** The file, opened once before the first octet is sent: one that was changed is refused, and never half sent. */
async function content(parts: AttachmentRoutesParts, request: RouteRequest): Promise<RouteAnswer> {
  const query = attachmentQuerySchema.safeParse(request.query)
  if (!query.success) return badInput(query.error.issues)
  const save = query.data.save === 'yes'
  // Whether there is one that he may not see is not said.
  const file = parts.site === null ? null : await allowed(parts, request, save ? 'save' : 'view')
  if (file === null || parts.site === null) return refused('gone')
  const { store, files } = parts.site
  const { address, sha256, kind, bytes, attachment_id: id } = file
  const sealed = await store.open(address)
  if (sealed === null || (await hashOfSealed(files, sealed)) !== sha256) return refused('damaged')
  const again = await store.open(address)
  if (again === null) return refused('damaged')
  const name = `lianxian-${id}-${request.reader.seat}.${endingOfKind(kind)}`
  const isShown = !save && sortOfKind(kind) !== 'pdf'
  return {
    status: 200,
    body: null,
    file: { type: kind, name, bytes, body: files.open(again), isShown, sandboxed: true },
  }
}

/** GET /api/drafts/:draft/attachments, GET /api/tickets/:no/attachments, GET /api/attachments/:id; shapes in shared/contract/rest/attachments.schema.ts. */
export function createAttachmentRoutes(parts: AttachmentRoutesParts): readonly Route[] {
  const ofDraft = (request: RouteRequest) => list(parts, request, request.params.draft)
  const ofTicket = async (request: RouteRequest) =>
    list(parts, request, (await draftOfTicket(parts.storage.db, request.params.no ?? ''))?.draft_id)
  return [
    { method: 'GET', path: '/api/drafts/:draft/attachments', roles: writers, handle: ofDraft },
    { method: 'GET', path: '/api/tickets/:no/attachments', roles: ticketReaders, handle: ofTicket },
    { method: 'GET', path: '/api/attachments/:id', roles: ticketReaders, handle: (request) => content(parts, request) },
  ]
}

async function upload(
  parts: UploadParts,
  request: UploadRequest,
  to: { draftId: string; uploadId: string },
): Promise<UploadAnswer> {
  const name = fileNameSchema.safeParse(request.name)
  if (!name.success) return badInput(name.error.issues)
  const { reader, at, length, body } = request
  const taken = await takeUpload(parts, { ...to, name: name.data, length, body, asker: { ...reader, at } })
  return taken.ok ? { status: 200, body: { attachment: taken.value } } : refused(taken.reason)
}

/** PUT /api/drafts/:draft/attachments/:upload and PUT /api/tickets/:no/attachments/:upload: the file as it is, in the body. */
export function createUploadRoutes(all: AttachmentRoutesParts): readonly UploadRoute[] {
  if (all.site === null) return []
  const parts = { ...all, ...all.site }
  return [
    {
      path: '/api/drafts/:draft/attachments/:upload',
      roles: writers,
      async handle(request) {
        const params = draftUploadSchema.safeParse(request.params)
        if (!params.success) return badInput(params.error.issues)
        return upload(parts, request, { draftId: params.data.draft, uploadId: params.data.upload })
      },
    },
    {
      path: '/api/tickets/:no/attachments/:upload',
      roles: ['unit'],
      async handle(request) {
        const params = ticketUploadSchema.safeParse(request.params)
        if (!params.success) return badInput(params.error.issues)
        const draft = await draftOfTicket(parts.storage.db, params.data.no)
        // Whether a number exists that one may not see is not said.
        if (draft === undefined) return refused('not-yours')
        return upload(parts, request, { draftId: draft.draft_id, uploadId: params.data.upload })
      },
    },
  ]
}
