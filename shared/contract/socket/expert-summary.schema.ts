import * as z from 'zod'
import type { ExpertSummary } from '../../assistant/expert-summary.rules.ts'

const line = z.string().max(400)

/** What an expert is told before answering. */
export const expertSummarySchema = z.strictObject({
  who: z.string().max(40).nullable(),
  what: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('ticket'), type: line, matter: line, place: line, title: line }),
    z.strictObject({ from: z.literal('talk'), lines: z.array(line).max(2).readonly() }),
    z.strictObject({ from: z.literal('nothing') }),
  ]),
  asked: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('question'), text: line }),
    z.strictObject({ from: z.literal('type'), type: line }),
    z.strictObject({ from: z.literal('nothing') }),
  ]),
}) satisfies z.ZodType<ExpertSummary>
