import * as z from 'zod'

/** POST /api/sandbox/texts, in the sandbox alone: the texts that came to a number, as the citizen's web phone asks for them. */
export const sandboxTextsQuerySchema = z.strictObject({ number: z.string().min(3).max(40) })

/** Answer: oldest first. `at`: when it came, ms since the epoch. */
export const sandboxTextsSchema = z.strictObject({
  texts: z.array(z.strictObject({ id: z.string(), text: z.string(), at: z.number() })).readonly(),
})
export type SandboxText = z.infer<typeof sandboxTextsSchema>['texts'][number]
