import { isAbsolute } from 'node:path'
import * as z from 'zod'

const folder = z.string().max(4096).refine(isAbsolute, 'wants an absolute path')

/** The first message of the desktop program: folder of the sandbox's data, and of the pages it serves. */
export const trialJobSchema = z.strictObject({ data: folder, pages: folder })

/** Every further one. */
export const trialOrderSchema = z.strictObject({ kind: z.literal('close') })
