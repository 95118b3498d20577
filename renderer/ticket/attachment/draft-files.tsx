import type { FormFiles } from '../form-parts.ts'
import { AttachmentSection } from './attachment-section.tsx'

/** The files of an open draft. */
export function DraftFiles({ files, draftId }: { readonly files: FormFiles; readonly draftId: string }) {
  const { desk, online, into } = files
  return <AttachmentSection desk={desk} of={{ kind: 'drafts', id: draftId }} online={online} into={into} />
}
