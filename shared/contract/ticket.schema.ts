import * as z from 'zod'
import { moreFields } from '../ticket/more-values.ts'
import { type TicketCatalogue, ticketFaults } from '../ticket/ticket.rules.ts'
import type { TicketInput } from '../ticket/ticket-values.ts'
import type { FieldFault } from './socket/envelope.ts'

const code = z.string().max(40)
const line = z.string().max(400)
const long = z.string().max(8000)

/** The further values, each a string; what each may be is a rule. */
export const moreSchema = z.partialRecord(z.enum(moreFields), z.string().max(400))

/** The shape alone; `ticketSchema` adds the rules. All texts may be empty here. */
const shape = z.strictObject({
  type: code,
  matter: code,
  place: code,
  address: line,
  callerKind: code,
  name: line,
  phone: line,
  title: line,
  content: long,
  urgency: code,
  confidential: z.boolean(),
  handling: code,
  declineReason: code,
  leadUnit: code,
  answerGiven: long,
  kbRefs: z.array(z.string().regex(/^K\d{7,8}$/)).max(20),
  more: moreSchema.optional(),
}) satisfies z.ZodType<TicketInput>

/**
 * A ticket as it is handed in, the same on the desk and on the server. The data the rules ask for comes in through `catalogue`.
 * Each issue's message is a rule's name, its path the field.
 */
export const ticketSchema = (catalogue: TicketCatalogue) =>
  shape.superRefine((input, context) => {
    for (const { field, rule } of ticketFaults(input, catalogue))
      context.addIssue({ code: 'custom', path: [field], message: rule, input })
  })

/** Closed rule name of an issue that zod itself found: the shape is wrong, which no desk of ours sends. */
const shapeRule = (issue: z.core.$ZodIssue): string =>
  issue.code === 'custom' ? issue.message : issue.code === 'too_big' ? 'too-long' : 'unknown'

/** The faults of a refused ticket, one a field, for the acknowledgement and for the form. */
export function ticketFieldFaults(error: z.ZodError): FieldFault[] {
  const faults = new Map<string, FieldFault>()
  for (const issue of error.issues) {
    const field = issue.path.join('.')
    if (!faults.has(field)) faults.set(field, { field, rule: shapeRule(issue) })
  }
  return [...faults.values()]
}
