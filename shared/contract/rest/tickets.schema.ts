import * as z from 'zod'
import { isCreditCode } from '../../kit/credit-code.ts'
import { textStates, textTroubles } from '../../message/text-message.ts'
import { duenesses } from '../../ticket/due.rules.ts'
import { discontents, findings, satisfactions, solutions, supervisionLevels } from '../../ticket/ticket-act.ts'
import { closures } from '../../ticket/ticket-case.ts'
import { personActs } from '../../ticket/ticket-loop.machine.ts'
import { ticketStatuses } from '../../ticket/ticket-status.machine.ts'
import { callerKinds, handlings, ticketTypes, urgencies } from '../../ticket/ticket-values.ts'
import { moreSchema } from '../ticket.schema.ts'
import { isBackwards, narrowingSchema } from './narrowing.schema.ts'

const ticketNoSchema = z.string().regex(/^TJ\d{14}$/)

/** GET /api/tickets. `q`: number, phone, or words of title and content. `before`: the last row's ticketNo, for the next page. */
export const ticketListQuerySchema = z
  .object({
    q: z.string().max(100).default(''),
    before: ticketNoSchema.optional(),
    /** States, comma-separated; none: any. */
    status: z
      .string()
      .max(300)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(z.enum(ticketStatuses)))
      .optional(),
    /** `near`: its people were warned, or it is over; `overdue`: it is over. */
    due: z.enum(['near', 'overdue']).optional(),
    supervised: z.enum(['yes']).optional(),
    /** Credit code: tickets that name this enterprise. */
    firm: z.string().refine(isCreditCode).optional(),
    /** `rush`: what cannot wait first, of that the green channel, then the oldest; `before` is the last row's number here too. */
    order: z.enum(['newest', 'rush']).default('newest'),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    ...narrowingSchema.partial().shape,
  })
  .refine(({ from = '', to = '' }) => !isBackwards({ from, to }), { path: ['to'] })
export type TicketListQuery = z.infer<typeof ticketListQuerySchema>

/** The limit a ticket is under. */
export const dueSchema = z.strictObject({
  kind: z.enum(['sign', 'handle', 'none']),
  at: z.number().nullable(),
  dueness: z.enum(duenesses),
  /** 挂账: the clock stands. */
  stopped: z.boolean(),
})

/** One line of the list. Phones are masked here whoever reads. Times are ms since the epoch. */
export const ticketListRowSchema = z.strictObject({
  ticketNo: ticketNoSchema,
  title: z.string(),
  status: z.enum(ticketStatuses),
  type: z.enum(ticketTypes),
  /** Code of the matter's leaf. */
  matter: z.string(),
  place: z.string(),
  urgency: z.enum(urgencies),
  /** Masked. */
  phone: z.string(),
  seat: z.string(),
  submittedAt: z.number(),
  /** The revision an act names. */
  rev: z.number().int(),
  leadUnit: z.string(),
  due: dueSchema,
  supervised: z.boolean(),
  urges: z.number().int(),
  /** 绿色通道: it names an enterprise that has it; left out: it does not, or this reader may not know. */
  green: z.literal(true).optional(),
  /** 重复 群体性 假闭环; none: nothing of the kind was seen. */
  flags: z.array(z.enum(['repeat', 'group', 'false-closure'])).optional(),
})
export type TicketListRow = z.infer<typeof ticketListRowSchema>

/** What the typed text was taken for; `phone`: it is a whole telephone number; `words`: each of them has to stand in a ticket. */
const understoodSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('all') }),
  z.strictObject({ by: z.literal('number') }),
  z.strictObject({ by: z.literal('digits'), phone: z.boolean() }),
  z.strictObject({ by: z.literal('words'), words: z.array(z.string()).readonly() }),
])
export type Understood = z.infer<typeof understoodSchema>

/** Answer of GET /api/tickets, newest first. `more`: there is a next page. */
export const ticketListSchema = z.strictObject({
  tickets: z.array(ticketListRowSchema),
  more: z.boolean(),
  /** A backend of before does not say it. */
  understood: understoodSchema.default({ by: 'all' }),
})
export type TicketList = z.infer<typeof ticketListSchema>

const stamp = { by: z.string(), at: z.number() }

/** Where a ticket stands in its loop, and what this reader may do with it now. Times are ms since the epoch. */
const ticketLoopSchema = z.strictObject({
  unit: z.string().nullable(),
  contactDue: z.number().nullable(),
  returnUntil: z.number().nullable(),
  returns: z.number().int(),
  /** What its last dispatch rests on. */
  dispatchBasis: z.string().optional(),
  designated: z.boolean(),
  extensions: z.number().int(),
  reworks: z.number().int(),
  asked: z
    .strictObject({ ...stamp, kind: z.enum(['return', 'extension', 'suspension', 'settlement']), reason: z.string() })
    .nullable(),
  reviewOn: z.number().nullable(),
  tasks: z.array(
    z.strictObject({
      ...stamp,
      unit: z.string(),
      note: z.string(),
      answer: z.string(),
      doneAt: z.number().nullable(),
    }),
  ),
  reply: z
    .strictObject({
      ...stamp,
      contacted: z.boolean(),
      notContactedWhy: z.string(),
      factual: z.enum(findings),
      detail: z.string(),
      resolved: z.boolean(),
      unresolvedWhy: z.string(),
      publicReply: z.string(),
    })
    .nullable(),
  missed: z.number().int(),
  evaluation: z
    .strictObject({
      ...stamp,
      contacted: z.boolean(),
      solution: z.enum(solutions),
      satisfaction: z.enum(satisfactions),
      cause: z.enum(discontents),
      why: z.string(),
    })
    .nullable(),
  supervision: z.strictObject({ ...stamp, level: z.enum(supervisionLevels), reason: z.string() }).nullable(),
  closure: z.enum(closures).nullable(),
  mergedInto: z.string().nullable(),
  acts: z.array(z.enum(personActs)),
})
export type TicketLoop = z.infer<typeof ticketLoopSchema>

/** One thing that was done to a ticket, or refused. `action`: a row of the table of moves; `said`: its words, field by field. */
const timelineEntrySchema = z.strictObject({
  at: z.number(),
  seat: z.string(),
  role: z.string(),
  action: z.string(),
  from: z.enum(ticketStatuses),
  to: z.enum(ticketStatuses),
  said: z.array(z.strictObject({ field: z.string(), value: z.string() })),
  refused: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

const relatedTicketSchema = z.strictObject({
  ticketNo: ticketNoSchema,
  title: z.string(),
  status: z.enum(ticketStatuses),
})
export type RelatedTicket = z.infer<typeof relatedTicketSchema>

/** The text message that told the caller the ticket's number. */
const ticketTextSchema = z.strictObject({
  state: z.enum(textStates),
  /** Masked. */
  phone: z.string(),
  /** When it came to this state, ms since the epoch; of one that waits: when it was written. */
  at: z.number(),
  /** Why it is not sent; null: it is, or was not tried yet. */
  reason: z.enum(textTroubles).nullable(),
})
export type TicketText = z.infer<typeof ticketTextSchema>

/** The text message that told a unit of a dispatch. */
const unitTextSchema = ticketTextSchema.extend({
  /** The ticket's revision the dispatch made. */
  rev: z.number().int(),
  /** Directory id of the unit. */
  unit: z.string(),
})
export type UnitText = z.infer<typeof unitTextSchema>

/** Answer of GET /api/tickets/:no. Name and phone are masked for others than the ticket's own seat. */
export const ticketDetailSchema = ticketListRowSchema.extend({
  address: z.string(),
  callerKind: z.enum(callerKinds),
  name: z.string(),
  content: z.string(),
  confidential: z.boolean(),
  handling: z.enum(handlings),
  declineReason: z.string(),
  answerGiven: z.string(),
  kbRefs: z.array(z.string()),
  callId: z.string().nullable(),
  /** Masked on the server by who reads. */
  more: moreSchema,
  /** Credit code of the enterprise it names, or whose number its caller gave; left out: none, or this reader may not know. */
  firm: z.string().optional(),
  /** Left out: none was written, or this reader may not know. */
  text: ticketTextSchema.optional(),
  /** Texts to the units it was dispatched to, the first first; units read their own. Left out: there are none. */
  unitTexts: z.array(unitTextSchema).optional(),
  /** Tickets of the same talk that were parted from one draft (拆单), as far as this reader may see them. */
  splits: z.array(relatedTicketSchema),
  /** Tickets it was linked with as being about the same, whichever of the two names the other; as far as this reader may see them. */
  linked: z.array(relatedTicketSchema),
  loop: ticketLoopSchema,
  /** In order, oldest first. */
  timeline: z.array(timelineEntrySchema),
})
export type TicketDetail = z.infer<typeof ticketDetailSchema>
