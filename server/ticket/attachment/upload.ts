import type { AttachmentRow } from '#shared/contract/rest/attachments.schema.ts'
import type { NewId } from '#shared/kit/clock.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import {
  type AttachmentRefusal,
  attachmentMost,
  attachmentMostBytes,
  cleanAttachmentName,
} from '#shared/ticket/attachment.rules.ts'
import type { VirusScan } from '../../ports/virus-scan.ts'
import type { Storage, Tx } from '../../storage/query.ts'
import { type DraftRow, lockDraft, openDraft } from '../draft.repository.ts'
import {
  appendAttachmentAct,
  attachmentsOf,
  findUpload,
  insertAttachment,
  noteBrought,
  type StoredAttachment,
} from './attachment.repository.ts'
import { type Asker, type AttachmentRights, attachmentRights, type RightsParts } from './attachment-rights.ts'
import { toAttachmentRow, type ViewParts } from './attachment-view.ts'
import type { FileStore, IncomingFile } from './file-store.ts'
import { noteAttachment } from './note-attachment.ts'
import { type ReceivedFile, receiveFile } from './receive-file.ts'
import type { FileVault } from './sealed-file.ts'

export interface UploadParts extends RightsParts, ViewParts {
  readonly storage: Storage
  readonly store: FileStore
  readonly files: FileVault
  /** null: this site has none. */
  readonly scan: VirusScan | null
  readonly newId: NewId
}

/** A file on its way into a draft. */
export interface Upload {
  readonly draftId: string
  readonly uploadId: string
  /** As the desk says it. */
  readonly name: string
  /** Octets announced. */
  readonly length: number | null
  readonly body: AsyncIterable<Uint8Array>
  readonly asker: Asker
}

type Refused = AttachmentRefusal
interface Place {
  readonly draft: DraftRow | undefined
  readonly rights: AttachmentRights
  /** It came before under the same key. */
  readonly known: StoredAttachment | null
}

/** Whether the file may come into the draft as it stands now. */
async function placeFor(
  tx: Tx,
  parts: UploadParts,
  { draft, upload }: { draft: DraftRow | undefined; upload: Upload },
): Promise<Result<Place, Refused>> {
  const { draftId, uploadId, asker } = upload
  if (draft !== undefined && draft.discarded_at !== null && draft.seat === asker.seat) return failure('gone')
  const rights = await attachmentRights(tx, parts, { draft, asker })
  const known = (await findUpload(tx, draftId, uploadId)) ?? null
  if (known !== null && known.seat === asker.seat && rights.maySee)
    return known.removed_at === null ? success({ draft, rights, known }) : failure('gone')
  if (known !== null || !rights.mayAdd) return failure('not-yours')
  if ((await attachmentsOf(tx, draftId)).length >= attachmentMost) return failure('too-many')
  return success({ draft, rights, known: null })
}

async function scanned(parts: UploadParts, file: IncomingFile): Promise<Result<StoredAttachment['scan'], Refused>> {
  if (parts.scan === null) return success('none')
  const verdict = await parts.scan(parts.files.open(file.read()))
  if (verdict === 'clean') return success('clean')
  return failure(verdict === 'infected' ? 'not-clean' : 'not-scanned')
}

interface Arrived extends ReceivedFile {
  readonly address: string
  readonly scan: StoredAttachment['scan']
}

/** Takes the file into the store. What is left of one that was refused or cut is thrown away. */
async function takeFile(parts: UploadParts, { body, length, asker }: Upload): Promise<Result<Arrived, Refused>> {
  const { storage, store, files } = parts
  const file = await store.begin()
  try {
    const received = await receiveFile(body, { file, vault: files, length })
    if (!received.ok) return received
    const scan = await scanned(parts, file)
    if (!scan.ok) return scan
    const address = files.addressOf(received.value.sha256)
    await storage.transaction(({ tx }) => noteBrought(tx, address, asker.at))
    await file.keep(address)
    return success({ ...received.value, address, scan: scan.value })
  } finally {
    await file.drop()
  }
}

/** Ties it to the draft, which may not stand any more as it did when the file began to come. */
async function tieFile(
  tx: Tx,
  parts: UploadParts,
  { upload, arrived }: { upload: Upload; arrived: Arrived },
): Promise<Result<AttachmentRow, Refused>> {
  const { draftId, uploadId, asker, name } = upload
  const { seat, at, role } = asker
  const begins = role === 'agent' || role === 'lead'
  const draft = begins ? await openDraft(tx, { draftId, seat, at }) : await lockDraft(tx, draftId)
  const place = await placeFor(tx, parts, { draft, upload })
  if (!place.ok) return place
  const { rights, known } = place.value
  if (known !== null) return success(toAttachmentRow(parts, known, rights))
  if (draft === undefined) return failure('not-yours')
  const file: StoredAttachment = {
    attachment_id: parts.newId(),
    draft_id: draftId,
    upload_id: uploadId,
    part: rights.part,
    address: arrived.address,
    sha256: arrived.sha256,
    kind: arrived.kind,
    bytes: arrived.bytes,
    name: parts.vault.seal(cleanAttachmentName(name, arrived.kind)),
    seat,
    at,
    scan: arrived.scan,
    removed_at: null,
  }
  await insertAttachment(tx, file)
  await noteAttachment(tx, { act: 'add', file, draft, asker })
  return success(toAttachmentRow(parts, file, rights))
}

/** Takes a file up and ties it to a draft, or does neither. The same key again gives the same file. */
export async function takeUpload(parts: UploadParts, upload: Upload): Promise<Result<AttachmentRow, Refused>> {
  const { storage } = parts
  const { draftId, asker, length } = upload
  const done = await (async (): Promise<Result<AttachmentRow, Refused>> => {
    if (length !== null && length > attachmentMostBytes) return failure('too-large')
    const place = await storage.transaction(async ({ tx }) =>
      placeFor(tx, parts, { draft: await lockDraft(tx, draftId), upload }),
    )
    if (!place.ok) return place
    if (place.value.known !== null) return success(toAttachmentRow(parts, place.value.known, place.value.rights))
    const arrived = await takeFile(parts, upload)
    if (!arrived.ok) return arrived
    return storage.transaction(({ tx }) => tieFile(tx, parts, { upload, arrived: arrived.value }))
  })()
  if (!done.ok) {
    const { at, seat } = asker
    const act = { at, seat, act: 'add', attachmentId: null, draftId, refused: done.reason } as const
    await storage.transaction(({ tx }) => appendAttachmentAct(tx, act))
  }
  return done
}
