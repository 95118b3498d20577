import * as z from 'zod'
import { phraseKinds, phraseScopes } from '../../ticket/phrase/phrase.ts'
import { ticketTypes } from '../../ticket/ticket-values.ts'

const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => text.trim() !== '')

const common = {
  kind: z.enum(phraseKinds),
  title: words(40),
  text: words(1000),
  /** First digits of the matters' codes; empty: all. */
  matter: z.string().regex(/^\d{0,6}$/),
  type: z.enum([...ticketTypes, '']),
}

/** Made on the desk, so that a phrase is kept without the network. */
const phraseIdSchema = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/)

/** A phrase that is kept, new or changed. `site`: for the hall, by a lead. */
export const phraseDraftSchema = z.strictObject({ phraseId: phraseIdSchema, scope: z.enum(['site', 'own']), ...common })
export const phraseOnlySchema = z.strictObject({ phraseId: phraseIdSchema })

/** A phrase as one seat has it: key phraseId. */
export const phraseRowSchema = z.strictObject({ phraseId: z.string(), scope: z.enum(phraseScopes), ...common })
