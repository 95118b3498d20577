import type { AttachmentList, AttachmentRow } from '#shared/contract/rest/attachments.schema.ts'
import { attachmentMost } from '#shared/ticket/attachment.rules.ts'
import type { PersonVault } from '../person-vault.ts'
import type { StoredAttachment } from './attachment.repository.ts'
import type { AttachmentRights } from './attachment-rights.ts'

export interface ViewParts {
  readonly vault: PersonVault
  /** The name of who sits at a seat. */
  readonly nameOf: (seat: string) => string
}

/** A file as this reader's list shows it. */
export const toAttachmentRow = (
  { vault, nameOf }: ViewParts,
  file: StoredAttachment,
  rights: AttachmentRights,
): AttachmentRow => ({
  attachmentId: file.attachment_id,
  uploadId: file.upload_id,
  part: file.part,
  name: vault.open(file.name),
  kind: file.kind,
  bytes: file.bytes,
  seat: file.seat,
  by: nameOf(file.seat),
  at: file.at,
  scan: file.scan,
  mayRemove: rights.mayRemove(file),
})

/** The files a reader may see, and how many he may not. @param isOn whether this site takes files */
export function toAttachmentList(
  parts: ViewParts,
  files: readonly StoredAttachment[],
  { rights, isOn }: { rights: AttachmentRights; isOn: boolean },
): AttachmentList {
  const shown = files.filter((file) => !rights.hides(file))
  return {
    attachments: shown.map((file) => toAttachmentRow(parts, file, rights)),
    withheld: files.length - shown.length,
    mayAdd: isOn && rights.mayAdd && files.length < attachmentMost,
  }
}
