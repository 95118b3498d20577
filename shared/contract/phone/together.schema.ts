import * as z from 'zod'
import { monitorModes } from '../../seat/monitor.rules.ts'
import { legEndReasons } from '../../telephony/leg-state.ts'
import { reachPurposes } from '../../telephony/reach.machine.ts'
import { mixes } from '../../telephony/together.rules.ts'

const legId = z.string().min(1).max(64)

/** What a person asked for that concerns more than one leg and did not come about. */
export const togetherActs = [...reachPurposes, 'leave', 'hand-over', 'yield', 'focus'] as const
export type TogetherAct = (typeof togetherActs)[number]

/** `busy` with something over several legs, so nothing of that kind can begin. */
export const togetherStates = ['calm', 'reaching', 'referring'] as const

/** How the parties stand to each other, and what is under way between them. */
export const togetherSchema = z.strictObject({
  mix: z.enum(mixes),
  privateWith: legId.nullable(),
  state: z.enum(togetherStates),
  /** What is being done; null when calm. */
  act: z.enum(togetherActs).nullable(),
  /** Who is rung now, and until when (ms since the epoch); null when nobody is. */
  reaching: z
    .strictObject({ target: z.string().max(60), legId, until: z.number(), at: z.number().int(), of: z.number().int() })
    .nullable(),
  /** What failed last: stays until dismissed or overtaken. `tried`: how many were rung. */
  trouble: z
    .strictObject({ act: z.enum(togetherActs), reason: z.enum(legEndReasons), tried: z.number().int().nonnegative() })
    .nullable(),
  /** Absent where the site has no conference server. `legId`: our own leg to it; null: the desktop mixes. */
  focus: z
    .strictObject({
      legId: legId.nullable(),
      /** Who else is in its conference. */
      parties: z
        .array(
          z.strictObject({
            id: legId,
            name: z.string().max(120),
            number: z.string().max(120),
            muted: z.boolean(),
          }),
        )
        .max(64),
    })
    .optional(),
})
export type Together = z.infer<typeof togetherSchema>

/** A number or name the phone may dial. */
export const dialTargetSchema = z.string().regex(/^[0-9A-Za-z*#+._-]{1,40}$/)

/** Commands over several legs. */
export const togetherCommands = [
  /** Holds who talks and rings the targets one after the other, each 20 s; what follows an answer is the purpose. */
  z.strictObject({
    op: z.literal('reach'),
    purpose: z.enum(reachPurposes),
    targets: z
      .array(z.strictObject({ number: dialTargetSchema, name: z.string().max(120) }))
      .min(1)
      .max(3),
  }),
  /** Gives up what rings, and goes back to those who wait. */
  z.strictObject({ op: z.literal('take-back') }),
  /** All parties talk with each other. */
  z.strictObject({ op: z.literal('merge') }),
  /** The others hear music. */
  z.strictObject({ op: z.literal('talk-privately'), legId }),
  /** The others do not hear this party. */
  z.strictObject({ op: z.literal('mute-leg'), legId, on: z.boolean() }),
  /** The two others go on without us (REFER with Replaces); also how an attended transfer is completed. */
  z.strictObject({ op: z.literal('leave') }),
  z.strictObject({ op: z.literal('end-all') }),
  /** Blind: the party itself calls the target; we go when it has reached it, or waits in its queue. */
  z.strictObject({ op: z.literal('hand-over'), legId, target: dialTargetSchema }),
  z.strictObject({ op: z.literal('dismiss-trouble') }),
  /** A lead's phone goes into the call of a seat, with the ticket the backend gave for it. */
  z.strictObject({ op: z.literal('listen-in'), target: dialTargetSchema, ticket: z.string().regex(/^[\w-]{1,80}$/) }),
  /** A seat's phone: how a lead who is in its call is in it now, as the backend says. */
  z.strictObject({ op: z.literal('set-role'), legId, role: z.enum(monitorModes) }),
  /** A seat's phone: gives its one party to this lead. */
  z.strictObject({ op: z.literal('yield'), legId }),
] as const
