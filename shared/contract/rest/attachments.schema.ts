import * as z from 'zod'
import { attachmentKinds } from '../../ticket/attachment.rules.ts'
import { draftIdSchema } from '../socket/commands.ts'

/** A key made on the desk: the same file sent again under it is one file. */
export const uploadIdSchema = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/)

/** The header a file's name comes in, percent-encoded: addresses are written into logs, and names may name people. */
export const fileNameHeader = 'x-file-name'

/** Longest name as sent, characters after encoding. */
export const fileNameSchema = z
  .string()
  .max(4000)
  .transform((encoded, context) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      context.addIssue({ code: 'custom', message: 'wants a percent-encoded name' })
      return z.NEVER
    }
  })

/** PUT /api/drafts/:draft/attachments/:upload, the file as it is in the body. */
export const draftUploadSchema = z.object({ draft: draftIdSchema, upload: uploadIdSchema })
/** PUT /api/tickets/:no/attachments/:upload, by a unit with its reply. */
export const ticketUploadSchema = z.object({ no: z.string().regex(/^TJ\d{14}$/), upload: uploadIdSchema })

/** GET /api/attachments/:id. `save`: to be kept, not looked at. */
export const attachmentQuerySchema = z.object({ save: z.enum(['yes', 'no']).default('no') })

/** `demand`: with what the citizen asks; `reply`: with what the unit answers. */
export const attachmentParts = ['demand', 'reply'] as const

/** A file of a ticket as a list shows it. */
export const attachmentRowSchema = z.strictObject({
  attachmentId: z.string().max(64),
  uploadId: z.string().max(64),
  part: z.enum(attachmentParts),
  name: z.string(),
  /** By its content. */
  kind: z.enum(attachmentKinds),
  /** Octets. */
  bytes: z.number().int(),
  seat: z.string(),
  /** Who sits there. */
  by: z.string(),
  /** ms since the epoch. */
  at: z.number(),
  /** `none`: this site has no virus scan. */
  scan: z.enum(['clean', 'none']),
  /** Whether the reader may take it away. */
  mayRemove: z.boolean(),
})
export type AttachmentRow = z.infer<typeof attachmentRowSchema>

/** GET /api/drafts/:draft/attachments and GET /api/tickets/:no/attachments. */
export const attachmentListSchema = z.strictObject({
  attachments: z.array(attachmentRowSchema),
  /** How many the reader is not shown, because they may say who asks. */
  withheld: z.number().int(),
  mayAdd: z.boolean(),
})
export type AttachmentList = z.infer<typeof attachmentListSchema>

/** The answer to an upload. */
export const uploadedSchema = z.strictObject({ attachment: attachmentRowSchema })
