import * as z from 'zod'

const pieceSchema = z.object({
  text: z.string().min(1),
  pinyin: z.string(),
  from: z.number().int().nonnegative(),
  length: z.number().int().positive(),
  marks: z.array(z.tuple([z.number().int().positive(), z.number().int().positive()])).min(1),
})

/** `voices.json`, written by `build/voices/make.mjs`: where each line lies in the sound of its file, in samples. */
export const configVoicesSchema = z.object({
  rate: z.literal(8000),
  dialogues: z.record(
    z.string(),
    z.object({
      lines: z.array(pieceSchema),
      manners: z.object({ greet: pieceSchema, check: pieceSchema, bye: pieceSchema }),
    }),
  ),
  /** By seat. */
  experts: z.record(
    z.string(),
    z.object({
      lines: z.array(pieceSchema),
      manners: z.object({ intro: pieceSchema, nod: pieceSchema, check: pieceSchema, bye: pieceSchema }),
    }),
  ),
  survey: z.object({
    ask: pieceSchema,
    unheard: pieceSchema,
    wrong: pieceSchema,
    thanks: pieceSchema,
    bye: pieceSchema,
  }),
})
export type VoiceIndex = z.infer<typeof configVoicesSchema>
