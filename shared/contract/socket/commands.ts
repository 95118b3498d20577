import * as z from 'zod'
import { firmImporters, firmRevealers } from '../../enterprise/firm-rights.ts'
import { monitorModes } from '../../seat/monitor.rules.ts'
import { callRoles, chosenReasons, type Role, roles } from '../../seat/seat-state.ts'
import { callbackOutcomes } from '../../telephony/callback-task.ts'
import { exportAskers, exportDeciders } from '../../ticket/export.rules.ts'
import { revealReasons } from '../../ticket/reveal.rules.ts'
import { ticketStatuses } from '../../ticket/ticket-status.machine.ts'
import { callQualitySchema } from '../phone/sound.schema.ts'
import { dispatchImportResultSchema } from '../rest/dispatch.schema.ts'
import {
  enterpriseImportResultSchema,
  removeFirmSchema,
  revealedFirmSchema,
  revealFirmSchema,
} from '../rest/enterprises.schema.ts'
import { exportFilterSchema } from '../rest/exports.schema.ts'
import { importFileSchema } from '../rest/import-file.schema.ts'
import { savedViewSchema } from '../rest/saved-views.schema.ts'
import { callAgainActSchema, personActSchema } from '../ticket-act.schema.ts'
import { handoverDraftSchema, handoverIdSchema } from './handover.schema.ts'
import { noticeDraftSchema, noticeIdSchema } from './notice.schema.ts'
import { phraseDraftSchema, phraseOnlySchema } from './phrase.schema.ts'

/** A draft's id is made on the desk, so that a draft begins without the network. */
export const draftIdSchema = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/)
const callIdSchema = z.string().min(1).max(64)
const seatSchema = z.string().min(1).max(20)
const taskIdSchema = z.string().min(1).max(64)
const nothing = z.strictObject({})
const taskOnly = z.strictObject({ taskId: taskIdSchema })

/**
 * How a command travels. `durable`: waits in the seat's journal until acknowledged, whatever happens, in order.
 * `live`: means something only now; kept in memory and given up after 10 s.
 */
export type Delivery = 'durable' | 'live'

interface CommandSpec {
  readonly payload: z.ZodType
  readonly result: z.ZodType
  readonly delivery: Delivery
  /** Who may send it; the handler narrows further (own call, own draft). */
  readonly roles: readonly Role[]
}
const command = <P extends z.ZodType, R extends z.ZodType>(
  delivery: Delivery,
  roles: readonly Role[],
  payload: P,
  result: R,
) => ({ payload, result, delivery, roles })

const seated = callRoles
const everyone = roles
const ticketDesks = ['agent', 'lead', 'dispatcher', 'reviewer', 'revisit', 'supervisor', 'unit'] as const

/** Every command there is: name, payload, result, delivery, roles. A command without a row here does not exist. */
export const commands = {
  'session.renew': command(
    'live',
    everyone,
    nothing,
    z.strictObject({ token: z.string().max(2000), expiresAt: z.number() }),
  ),
  'session.sign-out': command('live', everyone, nothing, nothing),
  'seat.ready': command('live', seated, nothing, nothing),
  'seat.not-ready': command('live', seated, z.strictObject({ reason: z.enum(chosenReasons) }), nothing),
  'seat.finish-wrap-up': command('live', seated, nothing, nothing),
  'seat.extend-wrap-up': command('live', seated, nothing, nothing),
  /** By who wrote it, and the matter document by who is in its call. */
  'draft.update': command(
    'durable',
    ['agent', 'expert', 'lead'],
    z.strictObject({
      draftId: draftIdSchema,
      doc: z.enum(['matter', 'person']),
      callId: callIdSchema.nullable(),
      /** Yjs update v1, base64 */ update: z.base64().max(48_000),
    }),
    nothing,
  ),
  /** By who may write in the draft, or by the unit with its reply. */
  'attachment.remove': command(
    'live',
    ['agent', 'lead', 'expert', 'unit'],
    z.strictObject({ attachmentId: z.string().min(1).max(64) }),
    nothing,
  ),
  'draft.discard': command('durable', ['agent', 'lead'], z.strictObject({ draftId: draftIdSchema }), nothing),
  'ticket.submit': command(
    'durable',
    ['agent', 'lead'],
    z.strictObject({ draftId: draftIdSchema }),
    z.strictObject({ ticketNo: z.string() }),
  ),
  /** `rev`: the revision the person saw; another one since is a conflict that says what happened. */
  'ticket.act': command(
    'live',
    ticketDesks,
    z.strictObject({
      ticketNo: z.string().regex(/^TJ\d{14}$/),
      rev: z.number().int().min(1),
      act: personActSchema,
    }),
    z.strictObject({ rev: z.number().int(), status: z.enum(ticketStatuses) }),
  ),
  /** The citizen's number for a revisit, to who took it up; in the hours citizens are called, and on the ticket's trail. */
  'ticket.call': command(
    'live',
    ['revisit'],
    z.strictObject({ ticketNo: z.string().regex(/^TJ\d{14}$/) }),
    z.strictObject({ number: z.string() }),
  ),
  /** Who asks, in the clear, for a reason; on the ticket's trail. */
  'ticket.reveal': command(
    'live',
    ticketDesks,
    z.strictObject({ ticketNo: z.string().regex(/^TJ\d{14}$/), reason: z.enum(revealReasons) }),
    z.strictObject({ name: z.string(), phone: z.string(), address: z.string() }),
  ),
  /** What a print of the ticket bears on every page; on the ticket's trail before anything is printed. */
  'ticket.print': command(
    'live',
    ticketDesks,
    z.strictObject({ ticketNo: z.string().regex(/^TJ\d{14}$/) }),
    z.strictObject({ printId: z.string().max(40), seat: z.string(), name: z.string(), at: z.number() }),
  ),
  /** What a second call about the same does to an open ticket, also to a colleague's: it must be near the seat's own draft. */
  'ticket.call-again': command(
    'live',
    ['agent', 'lead'],
    z.strictObject({ draftId: draftIdSchema, ticketNo: z.string().regex(/^TJ\d{14}$/), act: callAgainActSchema }),
    nothing,
  ),
  /** The ticket of this draft is about the same as another. */
  'draft.link': command(
    'live',
    ['agent', 'lead'],
    z.strictObject({ draftId: draftIdSchema, ticketNo: z.string().regex(/^TJ\d{14}$/) }),
    nothing,
  ),
  /** Keeps a list under a name, or changes the one of this id; at most twenty a seat. */
  'view.save': command('live', ticketDesks, savedViewSchema, nothing),
  'view.remove': command('live', ticketDesks, z.strictObject({ id: z.uuid() }), nothing),
  /** Asks for a file of a list; another person has to agree. */
  'export.ask': command(
    'live',
    exportAskers,
    z.strictObject({ purpose: z.string().trim().min(4).max(200), filter: exportFilterSchema }),
    z.strictObject({ id: z.uuid() }),
  ),
  'export.decide': command('live', exportDeciders, z.strictObject({ id: z.uuid(), approve: z.boolean() }), nothing),
  /** The whole catalogue of dispatch rules, in the place of the one before: all rows or none. `check`: reads and reports, changes nothing. */
  'dispatch.import': command('live', ['supervisor', 'admin'], importFileSchema, dispatchImportResultSchema),
  /** Rows of the register of enterprises, added or changed by their code: all rows or none. `check`: reads and reports, changes nothing. */
  'enterprise.import': command('live', firmImporters, importFileSchema, enterpriseImportResultSchema),
  /** Takes an enterprise off the register for a reason that is written down; its tickets stay. `not-found`: it is not on it. */
  'enterprise.remove': command('live', firmImporters, removeFirmSchema, nothing),
  /** An enterprise's numbers in the clear; who asked and why is written down. */
  'enterprise.reveal': command('live', firmRevealers, revealFirmSchema, revealedFirmSchema),
  /** Lets a lead into a seat's call; the ticket is for the one call the lead's phone then makes to that seat, within 30 s. */
  'monitor.start': command(
    'live',
    ['lead'],
    z.strictObject({ seat: seatSchema, mode: z.enum(monitorModes) }),
    z.strictObject({ ticket: z.string().max(80) }),
  ),
  'monitor.change': command(
    'live',
    ['lead'],
    z.strictObject({ seat: seatSchema, mode: z.enum(monitorModes) }),
    nothing,
  ),
  'monitor.take-over': command('live', ['lead'], z.strictObject({ seat: seatSchema }), nothing),
  'monitor.end-call': command('live', ['lead'], z.strictObject({ seat: seatSchema }), nothing),
  'monitor.stop': command('live', ['lead'], z.strictObject({ seat: seatSchema }), nothing),
  'help.ask': command('live', ['agent', 'expert'], z.strictObject({ on: z.boolean() }), nothing),
  /** Leave to record a leg of a call of the seat's own: what the phone shows the sound socket. */
  'recording.ticket': command(
    'live',
    seated,
    z.strictObject({ callId: callIdSchema }),
    z.strictObject({ ticket: z.string().max(600) }),
  ),
  'directory.favourite': command(
    'live',
    seated,
    z.strictObject({ entryId: z.string().min(1).max(40), on: z.boolean() }),
    nothing,
  ),
  'suggestion.use': command(
    'live',
    ['agent', 'lead'],
    z.strictObject({ callId: callIdSchema, suggestionId: z.string().max(80) }),
    nothing,
  ),
  /** The number comes with the answer, to the seat that has the task and to nobody else; asked again, it is given again. */
  'callback.claim': command('live', ['agent', 'lead'], taskOnly, z.strictObject({ number: z.string() })),
  /** By the seat that has it, or by a lead. */
  'callback.release': command('live', ['agent', 'lead'], taskOnly, nothing),
  'callback.attempt': command(
    'durable',
    ['agent', 'lead'],
    z.strictObject({
      taskId: taskIdSchema,
      outcome: z.enum(callbackOutcomes),
      /** ms since the epoch; with `later` alone. */ at: z.number().int().nullable(),
    }),
    nothing,
  ),
  /** Of a call of the seat's own, or of a number; `at` within the next 30 days. */
  'callback.promise': command(
    'durable',
    ['agent', 'lead'],
    z.strictObject({
      callId: callIdSchema.nullable(),
      number: z.string().max(40).nullable(),
      /** ms since the epoch */ at: z.number().int(),
      note: z.string().max(200),
    }),
    z.strictObject({ taskId: taskIdSchema }),
  ),
  /** The seat's own, or by a lead the hall's. */
  'phrase.keep': command('durable', ['agent', 'expert', 'lead'], phraseDraftSchema, nothing),
  'phrase.drop': command('durable', ['agent', 'expert', 'lead'], phraseOnlySchema, nothing),
  'handover.write': command('live', ['agent', 'lead'], handoverDraftSchema, handoverIdSchema),
  /** By one seat it is for, once. */
  'handover.accept': command(
    'live',
    ['agent', 'lead'],
    handoverIdSchema,
    z.strictObject({ /** callbacks that came along */ passed: z.number().int(), drafts: z.number().int() }),
  ),
  'notice.publish': command('live', ['lead', 'supervisor'], noticeDraftSchema, noticeIdSchema),
  'notice.confirm': command('durable', everyone, noticeIdSchema, nothing),
  /** By who published it. */
  'notice.withdraw': command('live', ['lead', 'supervisor'], noticeIdSchema, nothing),
  /** How the seat's own call sounded, when it is over. */
  'call.quality': command('durable', seated, callQualitySchema.extend({ callId: callIdSchema }), nothing),
} as const satisfies Record<string, CommandSpec>

export type CommandName = keyof typeof commands
export type CommandPayload<N extends CommandName> = z.infer<(typeof commands)[N]['payload']>
export type CommandResult<N extends CommandName> = z.infer<(typeof commands)[N]['result']>
