import * as z from 'zod'
import { privateNumberIn } from '../ticket/private-text.ts'
import {
  discontents,
  findings,
  missedOutcomes,
  mostUnits,
  type PersonAct,
  returnCauses,
  satisfactions,
  solutions,
  supervisionLevels,
  suspensionCauses,
  voidCauses,
} from '../ticket/ticket-act.ts'

/** Words of an act, characters; identity and card numbers have no place in them. */
const words = (least: number, most = 500) =>
  z
    .string()
    .max(most)
    .refine((text) => Array.from(text.trim()).length >= least, 'too-short')
    .refine((text) => privateNumberIn(text) === null, 'private-number')
const reason = words(2)
const optional = words(0)
const unit = z.string().min(1).max(40)
const unitOrNone = z.string().max(40)
const act = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) =>
  z.strictObject({ act: z.literal(name), ...shape })
const code = z.string().max(40)

const mended = z
  .strictObject({
    type: code,
    matter: code,
    place: code,
    title: z.string().max(400),
    content: z.string().max(8000),
    urgency: code,
    handling: code,
    declineReason: code,
    leadUnit: code,
    answerGiven: z.string().max(8000),
  })
  .partial()

const intake = [
  act('resubmit', { mended }),
  act('urge', { note: optional }),
  act('supplement', { note: reason }),
  act('withdraw', { confirmation: reason }),
] as const

/** What a second call about the same may do. */
export const callAgainActSchema = z.discriminatedUnion('act', [
  act('urge', { note: optional }),
  act('supplement', { note: reason }),
])

const dispatching = [
  act('dispatch', {
    unit,
    complex: z.boolean(),
    basis: optional,
    coUnits: z.array(unit).max(mostUnits).readonly().optional(),
  }),
  act('designate', { unit, reason }),
  act('send-back', { reason }),
  act('merge', { into: z.string().regex(/^TJ\d{14}$/), reason }),
  act('approve-return', {}),
  act('reject-return', { reason }),
  act('approve-extension', {}),
  act('reject-extension', { reason }),
] as const

const handling = [
  act('sign', {}),
  act('ask-return', { cause: z.enum(returnCauses), basis: reason, suggestedUnit: unitOrNone, reason }),
  act('assign', { units: z.array(unit).min(1).max(mostUnits).readonly(), note: optional }),
  act('finish-task', { answer: words(2, 2000) }),
  act('ask-extension', { reason, plan: reason, callerTold: z.boolean() }),
  act('ask-suspension', { cause: z.enum(suspensionCauses), reason, reviewOn: z.number().int() }),
  act('reply', {
    contacted: z.boolean(),
    notContactedWhy: optional,
    factual: z.enum(findings),
    detail: words(10, 2000),
    resolved: z.boolean(),
    unresolvedWhy: optional,
    publicReply: words(0, 2000),
  }),
] as const

const closing = [
  act('approve-reply', {}),
  act('send-to-rework', { reason }),
  act('start-revisit', {}),
  act('revisit-result', {
    contacted: z.boolean(),
    solution: z.enum(solutions),
    satisfaction: z.enum(satisfactions),
    cause: z.enum(discontents),
    why: optional,
  }),
  act('miss-revisit', { outcome: z.enum(missedOutcomes) }),
] as const

const supervising = [
  act('approve-suspension', {}),
  act('reject-suspension', { reason }),
  act('resume', { reason }),
  act('settle', { rework: z.boolean(), reason }),
  act('supervise', { level: z.enum(supervisionLevels), reason }),
  act('end-supervision', { reason }),
  act('void', { cause: z.enum(voidCauses), reason }),
  act('reopen', { unit: unitOrNone, reason }),
] as const

/** What a person asks for, with its words; the state, the role and the unit are judged by shared/ticket/ticket-loop.machine.ts. */
export const personActSchema = z.discriminatedUnion('act', [
  ...intake,
  ...dispatching,
  ...handling,
  ...closing,
  ...supervising,
]) satisfies z.ZodType<PersonAct>
