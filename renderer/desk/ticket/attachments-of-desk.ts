import { type AttachmentDesk, createAttachmentDesk } from '../../ticket/attachment/attachment-desk.ts'
import type { Desk } from '../open-desk.ts'

const desks = new WeakMap<object, AttachmentDesk>()

/** Files of tickets, as this seat: one for all pages of it, so that what is on its way up goes on when another is opened. */
export function attachmentsOfDesk({ link, session, token }: Pick<Desk, 'link' | 'session' | 'token'>): AttachmentDesk {
  const known = desks.get(link)
  if (known) return known
  const made = createAttachmentDesk({
    fetch: (...request) => fetch(...request),
    origin: '',
    token,
    reader: { seat: session.seat, name: session.name, now: Date.now },
    remove: async (attachmentId) => (await link.command('attachment.remove', { attachmentId })).ok,
    newId: () => crypto.randomUUID(),
    newRequest: () => new XMLHttpRequest(),
  })
  desks.set(link, made)
  return made
}
