import * as z from 'zod'
import { presences } from '../../directory/entry.ts'
import { monitorModes } from '../../seat/monitor.rules.ts'
import { callRoles, notReadyReasons, type Role, roles, seatStates } from '../../seat/seat-state.ts'
import { callbackOrigins, callbackOutcomes, callbackStates } from '../../telephony/callback-task.ts'
import { callerMarks } from '../../ticket/caller-marks.rules.ts'
import { exportRoles } from '../../ticket/export.rules.ts'
import { satisfactions } from '../../ticket/ticket-act.ts'
import { ticketStatuses } from '../../ticket/ticket-status.machine.ts'
import { draftTexts, matterFields } from '../../ticket-draft/draft-fields.ts'
import { guestRights } from '../../ticket-draft/draft-guests.ts'
import { notedFields } from '../../ticket-draft/draft-notes.ts'
import { directoryEntrySchema } from '../directory.schema.ts'
import { knowledgeEntrySchema } from '../knowledge.schema.ts'
import { callFirmSchema } from '../rest/enterprises.schema.ts'
import { dueSchema } from '../rest/tickets.schema.ts'
import { expertSummarySchema } from './expert-summary.schema.ts'
import { handoverRowSchema } from './handover.schema.ts'
import { noticeRowSchema } from './notice.schema.ts'
import { phraseRowSchema } from './phrase.schema.ts'

/** The desk's own seat: one row, key `seat`. Times are milliseconds since the epoch, the server's clock; `serverNow` lets a desk correct its own. */
export const seatRowSchema = z.strictObject({
  seat: z.string(),
  state: z.enum(seatStates),
  since: z.number(),
  reason: z.enum(notReadyReasons).nullable(),
  /** What the seat becomes after the call or wrap-up (Not ready chosen meanwhile). */
  next: z.enum(['ready', 'not-ready']),
  callId: z.string().nullable(),
  wrapUp: z.strictObject({ endsAt: z.number(), extended: z.boolean() }).nullable(),
  serverNow: z.number(),
})
export type SeatRow = z.infer<typeof seatRowSchema>

/** What another city's hotline told of a call it handed over, in words; '' for what it did not tell. */
export const cameWithRowSchema = z.strictObject({
  city: z.string(),
  matter: z.string(),
  place: z.string(),
  urgency: z.string(),
  language: z.string(),
  ticketNo: z.string(),
  confidential: z.boolean(),
})
export type CameWithRow = z.infer<typeof cameWithRowSchema>

/** A call of this seat: key callId. Rows stay until 10 min after the end. */
export const callRowSchema = z.strictObject({
  callId: z.string(),
  sipCallId: z.string(),
  direction: z.enum(['in', 'out']),
  queue: z.string().nullable(),
  /** The call this one was made for (a consult), as far as this seat may know of it; the number is masked. */
  about: z
    .strictObject({ callId: z.string(), number: z.string().nullable(), summary: expertSummarySchema.nullable() })
    .nullable(),
  /** Number outside the hall the caller was sent on to. */
  sentTo: z.string().nullable(),
  /** null: it came to us by itself. */
  cameWith: cameWithRowSchema.nullable(),
  /** The seat that handed the call on to this one, and what it had written by then; null: nobody did. */
  handedBy: z
    .strictObject({
      seat: z.string(),
      at: z.number(),
      /** null: no draft, or nothing in it yet. */
      draft: z
        .strictObject({
          title: z.string(),
          content: z.string(),
          matter: z.string(),
          place: z.string(),
          ticketNo: z.string().nullable(),
        })
        .nullable(),
    })
    .nullable(),
  /** Normalised caller number (or the dialled target); null: the call has none 无主叫号码. */
  number: z.string().nullable(),
  state: z.enum(['queued', 'offered', 'talking', 'held', 'ended']),
  queuedAt: z.number(),
  offeredAt: z.number().nullable(),
  answeredAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  endedBy: z.enum(['caller', 'seat', 'edge', 'failed']).nullable(),
  /** Calls of the same number before this one. */
  callsToday: z.number().int(),
  callsIn7Days: z.number().int(),
  /** Latest tickets of the same number, newest first, five at most. */
  tickets: z.array(
    z.strictObject({
      ticketNo: z.string(),
      title: z.string(),
      status: z.string(),
      submittedAt: z.number(),
      due: dueSchema,
    }),
  ),
  /** All tickets of the number; null: it has none, or nobody has looked yet. */
  history: z
    .strictObject({
      tickets: z.number().int(),
      open: z.number().int(),
      /** 保密: tickets in which the caller wished to stay unknown to the units. */
      confidential: z.number().int(),
      /** What was said at the last revisit, and the last public reply, among the newest. */
      satisfaction: z.enum(satisfactions).nullable(),
      reply: z.string().nullable(),
      /** Special groups, and how earlier calls went, by the newest. */
      marks: z.array(z.enum(callerMarks)).readonly(),
    })
    .nullable(),
  /** The enterprise the number belongs to; null: to none; left out: nobody has looked yet. */
  firm: callFirmSchema.nullish(),
})
export type CallRow = z.infer<typeof callRowSchema>

/** One line of the talk: key `seq` padded. A later row of the same key replaces it (interim, then final). `startMs`/`endMs` count from the answer. */
export const transcriptRowSchema = z.strictObject({
  seq: z.number().int(),
  role: z.enum(['caller', 'agent', 'expert']),
  startMs: z.number(),
  endMs: z.number(),
  text: z.string(),
  final: z.boolean(),
  /** Who wrote it: a speech engine, or the sandbox's script (shown to people as such). */
  source: z.enum(['engine', 'script']),
})
export type TranscriptRow = z.infer<typeof transcriptRowSchema>

/** A suggestion of the assistant: key `rank` 1–9 as text; the row of a rank is replaced as the talk goes on. */
export const suggestionRowSchema = z.strictObject({
  id: z.string(),
  kind: z.literal('knowledge'),
  rank: z.number().int().min(1).max(9),
  /** 0 to 1. */
  confidence: z.number(),
  /** Why: the words of the talk that led here, verbatim. */
  because: z.array(z.string()).max(6),
  /** Transcript `seq` of the line it came from. */
  seq: z.number().int(),
  entry: knowledgeEntrySchema,
})
export type SuggestionRow = z.infer<typeof suggestionRowSchema>

const markSchema = z.strictObject({ by: z.string(), name: z.string(), at: z.number() })
/** What the server noted of a matter document: who changed each field last, and values that were lost unseen. */
export const draftNotesSchema = z.strictObject({
  marks: z.partialRecord(z.enum([...matterFields, ...draftTexts]), markSchema),
  clashes: z
    .array(
      markSchema.extend({ id: z.string(), field: z.enum(matterFields), value: z.union([z.string(), z.boolean()]) }),
    )
    .readonly(),
})
/**
 * A draft: key `matter` or `person`, the whole document as Yjs update v1 in base64 (coalesced; merging twice is harmless). `notes`: of the
 * matter document alone.
 */
export const draftRowSchema = z.strictObject({
  doc: z.enum(['matter', 'person']),
  update: z.string(),
  notes: draftNotesSchema.nullable(),
})
/** The matter document alone, for who writes or reads along. */
export const draftMatterRowSchema = draftRowSchema.extend({ doc: z.literal('matter') })
/** A draft of another seat that this one may read or write in now: key draftId. Gone: it may not any more. */
export const sharedDraftRowSchema = z.strictObject({
  draftId: z.string(),
  callId: z.string(),
  title: z.string(),
  /** Who wrote it and hands it in. */
  seat: z.string(),
  name: z.string(),
  right: z.enum(guestRights),
  /** Masked on the server; of a confidential ticket empty. */
  caller: z.strictObject({ name: z.string(), phone: z.string() }),
  ticketNo: z.string().nullable(),
})
export type SharedDraftRow = z.infer<typeof sharedDraftRowSchema>
/** Who has a draft open: key seat. `field`: where he is; `colour`: the first that nobody else in the draft has, from 0. Never stored. */
export const draftPersonRowSchema = z.strictObject({
  seat: z.string(),
  name: z.string(),
  field: z.enum(notedFields).nullable(),
  colour: z.number().int().nonnegative(),
})
export type DraftPersonRow = z.infer<typeof draftPersonRowSchema>
/** From whom, or to whom, a draft went with a hand-over. `at`: ms since the epoch. */
const passMarkSchema = z.strictObject({ seat: z.string(), name: z.string(), at: z.number() })
export type PassMark = z.infer<typeof passMarkSchema>
/** The seat's open drafts, and for a week those that it handed over: key draftId. */
export const draftsRowSchema = z.strictObject({
  draftId: z.string(),
  callId: z.string().nullable(),
  title: z.string(),
  updatedAt: z.number(),
  ticketNo: z.string().nullable(),
  /** Who handed it over to this seat; null: it began here. */
  from: passMarkSchema.nullable(),
  /** Who took it over: it is this seat's no more, and nothing else is said of it. */
  passedTo: passMarkSchema.nullable(),
})
export type DraftsRow = z.infer<typeof draftsRowSchema>

/**
 * What moved among the tickets, by scope: `hall`, or an agent's or contact's own seat. A handful of slots, each with the last ticket of it that
 * changed: pages that show it ask again.
 */
export const ticketChangeRowSchema = z.strictObject({
  ticketNo: z.string(),
  rev: z.number().int(),
  status: z.enum(ticketStatuses),
  at: z.number(),
})

/** Something was asked, decided or fetched among the exports, ms since the epoch: key `last`. What, each one's own list says. */
export const exportChangeRowSchema = z.strictObject({ at: z.number() })

/** Somebody of the directory: key the entry's id. */
export const directoryRowSchema = directoryEntrySchema.extend({
  presence: z.enum(presences),
  /** Of a queue: who waits in it. `oldestSince`: ms since the epoch, the server's clock. */
  line: z.strictObject({ waiting: z.number().int().nonnegative(), oldestSince: z.number().nullable() }).optional(),
})
export type DirectoryRow = z.infer<typeof directoryRowSchema>
/** One of the seat's favourites: key the entry's id. */
export const favouriteRowSchema = z.strictObject({ entryId: z.string() })
/** A callback task that is not closed: key taskId. Everybody's number is masked; `callback.claim` gives it. Times are ms since the epoch. */
export const callbackRowSchema = z.strictObject({
  taskId: z.string(),
  state: z.enum(callbackStates),
  /** masked on the server */ number: z.string(),
  origin: z.enum(callbackOrigins),
  /** Calls in vain behind it. */
  missed: z.number().int(),
  missedAt: z.number().nullable(),
  promisedBy: z.string().nullable(),
  note: z.string(),
  dueAt: z.number(),
  createdAt: z.number(),
  /** Who has it, and until when; `heldUntil` is null while the call is up. */
  seat: z.string().nullable(),
  heldUntil: z.number().nullable(),
  attempts: z.number().int(),
  lastOutcome: z.enum(callbackOutcomes).nullable(),
  /** The last attempt was answered. */
  spoke: z.boolean(),
})
export type CallbackRow = z.infer<typeof callbackRowSchema>

/** The wall. */
export const wallQueueRowSchema = z.strictObject({
  queue: z.string(),
  waiting: z.number().int(),
  /** ms since the epoch; null when nobody waits */ oldestSince: z.number().nullable(),
  ready: z.number().int(),
  serverNow: z.number(),
})
export const wallWaitingRowSchema = z.strictObject({
  callId: z.string(),
  queue: z.string(),
  /** masked on the server */ number: z.string().nullable(),
  since: z.number(),
  position: z.number().int(),
})
export const wallSeatRowSchema = z.strictObject({
  seat: z.string(),
  name: z.string(),
  role: z.enum(roles),
  state: z.enum(seatStates),
  since: z.number(),
  reason: z.enum(notReadyReasons).nullable(),
  callId: z.string().nullable(),
  answeredToday: z.number().int(),
})
/** One row, key `today`. Times in ms. `serviceLevel` = answered within 15 s / offered, null when nothing was offered. */
export const wallNumbersRowSchema = z.strictObject({
  day: z.string(),
  offered: z.number().int(),
  answered: z.number().int(),
  abandoned: z.number().int(),
  answeredInTime: z.number().int(),
  serviceLevel: z.number().nullable(),
  waiting: z.number().int(),
  oldestSince: z.number().nullable(),
  averageWaitMs: z.number().nullable(),
  averageTalkMs: z.number().nullable(),
  seatsReady: z.number().int(),
  seatsTalking: z.number().int(),
  serverNow: z.number(),
})
/** A lead in this seat's call: key the lead's seat. `shown`: whether the agent sees it. */
export const monitorRowSchema = z.strictObject({
  lead: z.string(),
  name: z.string(),
  mode: z.enum(monitorModes),
  /** The agent's phone shall give the caller to the lead. */
  takingOver: z.boolean(),
  since: z.number(),
  shown: z.boolean(),
})
export type MonitorRow = z.infer<typeof monitorRowSchema>
/** A seat that asks for help, or whose call a lead is in: key seat. */
export const watchRowSchema = z.strictObject({
  seat: z.string(),
  helpSince: z.number().nullable(),
  leads: z.array(z.strictObject({ lead: z.string(), mode: z.enum(monitorModes) })),
})
export type WatchRow = z.infer<typeof watchRowSchema>
export type WallQueueRow = z.infer<typeof wallQueueRowSchema>
export type WallWaitingRow = z.infer<typeof wallWaitingRowSchema>
export type WallSeatRow = z.infer<typeof wallSeatRowSchema>
export type WallNumbersRow = z.infer<typeof wallNumbersRowSchema>

interface TopicSpec {
  readonly row: z.ZodType
  readonly roles: readonly Role[]
  /** Whether the name ends in `/id`; the server decides whether this seat may see that id. */
  readonly keyed: boolean
}
const topic = <R extends z.ZodType>(row: R, roles: readonly Role[], keyed = false) => ({ row, roles, keyed })
const everyone = roles

/** Every topic there is. `transcript`, `suggestions`, `draft` are written `transcript/CALLID` and so on. */
export const topics = {
  seat: topic(seatRowSchema, everyone),
  calls: topic(callRowSchema, everyone),
  drafts: topic(draftsRowSchema, ['agent', 'lead']),
  'ticket-changes': topic(
    ticketChangeRowSchema,
    ['agent', 'lead', 'dispatcher', 'reviewer', 'revisit', 'supervisor', 'unit'],
    true,
  ),
  'export-changes': topic(exportChangeRowSchema, exportRoles),
  notices: topic(noticeRowSchema, everyone),
  handovers: topic(handoverRowSchema, ['agent', 'lead']),
  phrases: topic(phraseRowSchema, ['agent', 'expert', 'lead']),
  callbacks: topic(callbackRowSchema, ['agent', 'lead']),
  transcript: topic(transcriptRowSchema, ['agent', 'expert', 'lead'], true),
  suggestions: topic(suggestionRowSchema, ['agent', 'expert', 'lead'], true),
  draft: topic(draftRowSchema, ['agent', 'lead'], true),
  'shared-drafts': topic(sharedDraftRowSchema, ['agent', 'expert', 'lead']),
  'draft-matter': topic(draftMatterRowSchema, ['agent', 'expert', 'lead'], true),
  'draft-people': topic(draftPersonRowSchema, ['agent', 'expert', 'lead'], true),
  monitors: topic(monitorRowSchema, callRoles),
  'wall-watch': topic(watchRowSchema, ['lead', 'admin']),
  directory: topic(directoryRowSchema, callRoles),
  'directory-favourites': topic(favouriteRowSchema, callRoles),
  'wall-queues': topic(wallQueueRowSchema, ['lead', 'admin']),
  'wall-waiting': topic(wallWaitingRowSchema, ['lead', 'admin']),
  'wall-seats': topic(wallSeatRowSchema, ['lead', 'admin']),
  'wall-numbers': topic(wallNumbersRowSchema, ['lead', 'admin']),
} as const satisfies Record<string, TopicSpec>

export type TopicName = keyof typeof topics
export type TopicRow<N extends TopicName> = z.infer<(typeof topics)[N]['row']>
