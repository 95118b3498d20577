import * as z from 'zod'
import { entryKinds } from '../directory/entry.ts'

const codes = (form: RegExp) => z.array(z.string().regex(form)).max(200).default([])

const entryShape = {
  id: z.string().regex(/^[0-9a-z-]{1,40}$/),
  kind: z.enum(entryKinds),
  name: z.string().min(1).max(80),
  number: z.string().regex(/^\+?\d{3,20}$/),
  unit: z.string().min(1).max(80),
  /** BCP 47, e.g. `ja` */
  languages: codes(/^[A-Za-z]{2,3}(-[0-9A-Za-z]{2,8})*$/),
  /** AABBCC of the demand tree; 00 at the end: all below */
  matters: codes(/^\d{6}$/),
  /** Division codes: six digits a district, nine a street or town, twelve a community */
  places: codes(/^(\d{6}|\d{9}|\d{12})$/),
  aliases: z.array(z.string().min(1).max(80)).max(40).default([]),
}

/** One entry of the directory. */
export const directoryEntrySchema = z.strictObject(entryShape)
