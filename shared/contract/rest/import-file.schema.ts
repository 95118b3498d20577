import * as z from 'zod'

/** A table as a desk sends it: gzip keeps some thousand rows within one message. `check`: read and reported, nothing changed. */
export const importFileSchema = z.strictObject({
  name: z.string().min(1).max(200),
  /** gzip, base64 */ file: z.base64().min(1).max(60_000),
  check: z.boolean(),
})
export type ImportFile = z.infer<typeof importFileSchema>

/** What every import tells of its file: rows read, faults in all, and the first hundred of them. @param reasons what can be wrong with a cell */
export const fileReport = <const Reasons extends readonly [string, ...string[]]>(reasons: Reasons) => ({
  rows: z.number().int(),
  wrong: z.number().int(),
  faults: z.array(z.strictObject({ line: z.number().int(), field: z.string(), reason: z.enum(reasons) })).max(100),
})
