import * as z from 'zod'

/**
 * Where the text of a law or document stands for everybody: https, no user, the usual port. The same is asked once more, with the site's list of hosts,
 * before the system's browser is given it.
 */
export const sourceLinkSchema = z
  .url({ protocol: /^https$/ })
  .max(500)
  .regex(
    /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[^\s\\]*)?$/,
    'wants https, a host in small letters, no user and no port',
  )

/** An entry of the knowledge base (knowledge tree: three levels, 12 at the top). */
export const knowledgeEntrySchema = z.strictObject({
  /** e.g. `K0401003`: two digits per level of the path, then a number. */
  id: z.string().regex(/^K\d{4}\d{3,4}$/),
  /** Three levels, e.g. ["公用事业", "供热", "供热标准与退费"]. */
  path: z.tuple([z.string(), z.string(), z.string()]),
  /** The standard question, unique. */
  question: z.string().min(4).max(128),
  /** How people really say it. */
  similar: z.array(z.string().min(2).max(60)).min(3).max(20),
  /** Can be read aloud, 120 characters at most. */
  shortAnswer: z.string().min(10).max(120),
  fullAnswer: z.string().min(20).max(1200),
  keywords: z.array(z.string().min(1).max(20)).min(2).max(12),
  /** Laws or documents that certainly exist; `note` is 示例，待核实 where the detail is not sure. */
  basis: z
    .array(
      z.strictObject({
        title: z.string(),
        article: z.string().nullable(),
        note: z.enum(['示例，待核实']).nullable(),
        /** Its page on the publisher's own site; a bare host is that site's front page, and is called so. Absent: none is known for certain. */
        link: sourceLinkSchema.optional(),
      }),
    )
    .min(1)
    .max(4),
  /** 全市, a district's name, 京津冀 … */
  areas: z.array(z.string()).min(1),
  /** yyyy-mm-dd; null: no end set. */
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  ownerUnit: z.string(),
  version: z.number().int().min(1),
})
export type KnowledgeEntry = z.infer<typeof knowledgeEntrySchema>
