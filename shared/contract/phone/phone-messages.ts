import * as z from 'zod'
import { legRecordingStates } from '../../recording/recording-state.ts'
import { holdStates, legEndReasons, legStates, registrationStates } from '../../telephony/leg-state.ts'
import { legRoles } from '../../telephony/matrix.ts'
import { callQualitySchema, legQualitySchema, soundDevicesSchema, soundSettingsSchema } from './sound.schema.ts'
import { dialTargetSchema, togetherCommands, togetherSchema } from './together.schema.ts'

/** The desk and the phone talk through one MessagePort. All messages are structured-clonable; both ends parse what they get. */

const legId = z.string().min(1).max(64)

/** Where the phone registers: given by the backend inside the session, never typed by a person. */
export const lineSchema = z.strictObject({
  /** WebSocket addresses of the edges, tried in turn (RFC 7118). */
  edges: z
    .array(z.url({ protocol: /^wss?$/ }).max(300))
    .min(1)
    .max(8),
  /** Address of record without scheme, e.g. `8001@sandbox.lianxian`. */
  aor: z
    .string()
    .regex(/^[\w.+-]+@[\w.-]+$/)
    .max(120),
  secret: z.string().min(1).max(200),
  displayName: z.string().max(80),
  iceServers: z
    .array(
      z.strictObject({
        urls: z.string().max(300),
        username: z.string().max(200).optional(),
        credential: z.string().max(200).optional(),
      }),
    )
    .max(8),
  /** A conference server of the site (RFC 4579); absent: the desktop mixes all. */
  focus: z
    .strictObject({
      /** Its factory's address, in the line's own domain. */
      address: z
        .string()
        .regex(/^sip:[\w.+-]+@[\w.-]+$/)
        .max(120),
      /** From how many other parties on it mixes; fewer are mixed in the desktop. */
      from: z.number().int().min(2).max(16),
    })
    .optional(),
})
export type Line = z.infer<typeof lineSchema>

export const phoneCommandSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('connect'), line: lineSchema }),
  z.strictObject({ op: z.literal('disconnect') }),
  z.strictObject({ op: z.literal('dial'), target: dialTargetSchema }),
  z.strictObject({ op: z.literal('answer'), legId }),
  z.strictObject({ op: z.literal('reject'), legId }),
  z.strictObject({ op: z.literal('hang-up'), legId }),
  z.strictObject({ op: z.literal('hold'), legId }),
  z.strictObject({ op: z.literal('resume'), legId }),
  z.strictObject({ op: z.literal('mute'), on: z.boolean() }),
  z.strictObject({ op: z.literal('send-tones'), legId, tones: z.string().regex(/^[0-9A-D*#,]{1,32}$/) }),
  /** A press of a person, so that a browser lets sound start (autoplay rule). */
  z.strictObject({ op: z.literal('start-sound') }),
  /** Records this leg from now on, to this sound socket of the backend; a further one for the same leg takes its place. */
  z.strictObject({
    op: z.literal('record'),
    legId,
    url: z.url({ protocol: /^wss?$/ }).max(300),
    ticket: z.string().min(1).max(600),
  }),
  ...togetherCommands,
  /** Devices and treatment of the microphone; in a call they change under it, nothing is renegotiated. */
  z.strictObject({ op: z.literal('use-sound'), settings: soundSettingsSchema }),
  /** Says levels without a call too, while somebody looks at the microphone's meter. */
  z.strictObject({ op: z.literal('watch-levels'), on: z.boolean() }),
  /** Plays a second of tone to the speaker; done when it is over. */
  z.strictObject({ op: z.literal('test-speaker') }),
  /** Records 3 s from the microphone as a caller would hear it and plays it back; done when it is over. Refused in a call. */
  z.strictObject({ op: z.literal('test-echo') }),
  /** Done when a candidate that callers can reach was found with the line's servers; else `failed`. */
  z.strictObject({ op: z.literal('check-network') }),
])
export type PhoneCommand = z.infer<typeof phoneCommandSchema>

/** Why a command was not done. */
export const phoneRefusals = [
  'bad-command',
  'no-such-leg',
  'not-now',
  'not-registered',
  'no-microphone',
  'failed',
] as const
export type PhoneRefusal = (typeof phoneRefusals)[number]

export const legSchema = z.strictObject({
  id: legId,
  /** Call-ID header of its present dialog; the backend knows the call by it. */
  sipCallId: z.string().max(256),
  direction: z.enum(['in', 'out']),
  state: z.enum(legStates),
  role: z.enum(legRoles),
  hold: z.enum(holdStates),
  /** Whether the other side has put us on hold. */
  remoteHold: z.boolean(),
  /** The other parties do not hear this one. */
  muted: z.boolean(),
  remote: z.strictObject({ name: z.string().max(120), number: z.string().max(120) }),
  /** Milliseconds since the epoch. */
  startedAt: z.number(),
  answeredAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  endReason: z.enum(legEndReasons).nullable(),
  /** Tones sent in this call, newest last: people check what they typed. */
  sentTones: z.string().max(400),
  /** Place in a queue while the call waits (182), 1 is next; absent or null where nobody said. */
  queuePosition: z.number().int().nonnegative().nullable().optional(),
  /** How it was, once it has ended and anything was measured. */
  quality: callQualitySchema.optional(),
  /** Absent or null: nobody has asked for one. */
  recording: z.enum(legRecordingStates).nullable().optional(),
})
export type Leg = z.infer<typeof legSchema>

export const phoneSnapshotSchema = z.strictObject({
  registration: z.strictObject({
    state: z.enum(registrationStates),
    since: z.number(),
    /** e.g. `403`, for the log */ detail: z.string().max(200).nullable(),
  }),
  /** Legs that live, and each ended one for 5 s after its end. */
  legs: z.array(legSchema).max(16),
  together: togetherSchema,
  muted: z.boolean(),
  microphone: z.enum(['unknown', 'ready', 'refused', 'missing', 'lost']),
  sound: z.enum(['running', 'needs-press']),
  /** Absent until they have been listed. */
  devices: soundDevicesSchema.optional(),
})
export type PhoneSnapshot = z.infer<typeof phoneSnapshotSchema>

/** Desk to phone. */
export const toPhoneSchema = z.strictObject({ id: z.number().int().nonnegative(), command: phoneCommandSchema })
export type ToPhone = z.infer<typeof toPhoneSchema>

/** Phone to desk. The first message is a whole snapshot; each later snapshot is whole too. */
export const fromPhoneSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('snapshot'), snapshot: phoneSnapshotSchema }),
  z.strictObject({ kind: z.literal('done'), id: z.number().int() }),
  z.strictObject({
    kind: z.literal('refused'),
    id: z.number().int(),
    reason: z.enum(phoneRefusals),
    legId: legId.nullable(),
  }),
  /** Ten a second while a call is up; volatile. Linear RMS, 0 to 1. */
  z.strictObject({
    kind: z.literal('levels'),
    microphone: z.number(),
    legs: z.array(z.strictObject({ id: legId, level: z.number() })).max(16),
  }),
  /** Once a second while a call is up; volatile. */
  z.strictObject({ kind: z.literal('quality'), legs: z.array(legQualitySchema).max(16) }),
])
export type FromPhone = z.infer<typeof fromPhoneSchema>
