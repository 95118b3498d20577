import * as z from 'zod'

/** The link's worker and its page, where the page's host keeps the journal: one port, one answer to each request. */

const id = z.number().int().nonnegative()
const bytes = z.instanceof(Uint8Array)

/** Worker to page. Records are unsealed: the host seals them. */
export const journalRequestSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('open'), id, seat: z.string(), key: z.base64() }),
  z.strictObject({ op: z.literal('append'), id, records: z.array(bytes) }),
  z.strictObject({ op: z.literal('compact'), id, records: z.array(bytes) }),
  z.strictObject({ op: z.literal('close'), id }),
])
export type JournalRequest = z.infer<typeof journalRequestSchema>

/** Page to worker. `size`: bytes of the file. */
export const journalReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), id, found: z.array(bytes), torn: z.number(), size: z.number() }),
  z.strictObject({ kind: z.literal('not-opened'), id, reason: z.enum(['busy', 'no-store', 'wrong-key']) }),
  z.strictObject({ kind: z.literal('done'), id, size: z.number() }),
  z.strictObject({ kind: z.literal('not-done'), id }),
])
export type JournalReply = z.infer<typeof journalReplySchema>
