import * as z from 'zod'
import { autoAnswerModes, longestAfterMs } from '../../telephony/answering.rules.ts'
import { qualityAlarms } from '../../telephony/quality-alarms.rules.ts'

/** Devices a person chose and how the microphone is treated: kept per seat by the desk, told to the phone whole. */

/** Remembered with its name: a browser may give the same device another id on another day. */
const chosenDeviceSchema = z.strictObject({ id: z.string().min(1).max(200), label: z.string().max(300) })

/** `browser`: the browser's own suppression; `rnnoise`: our worklet, where this page can run it, else the browser's. */
export const noiseModes = ['off', 'browser', 'rnnoise'] as const
export type NoiseMode = (typeof noiseModes)[number]

/** `starting`: RNNoise is being loaded; until it runs the browser's own suppression does. */
export const noiseStates = [...noiseModes, 'starting'] as const
export type NoiseState = (typeof noiseStates)[number]

/** How this seat takes calls. */
const answeringSchema = z.strictObject({
  auto: z.enum(autoAnswerModes),
  afterMs: z.number().int().min(0).max(longestAfterMs),
  waiting: z.boolean(),
})

/** A null device is the system's default one. */
export const soundSettingsSchema = z.strictObject({
  microphone: chosenDeviceSchema.nullable(),
  speaker: chosenDeviceSchema.nullable(),
  ringer: chosenDeviceSchema.nullable(),
  echoCancellation: z.boolean(),
  automaticGain: z.boolean(),
  noise: z.enum(noiseModes),
  /** Absent: a person answers, and a second caller hears that the line is busy. */
  answering: answeringSchema.optional(),
})
export type SoundSettings = z.infer<typeof soundSettingsSchema>

/** Before anybody has chosen. */
export const usualSoundSettings: SoundSettings = {
  microphone: null,
  speaker: null,
  ringer: null,
  echoCancellation: true,
  automaticGain: true,
  noise: 'browser',
}

const deviceSchema = z.strictObject({ id: z.string().max(200), label: z.string().max(300) })

/** `id` empty: the default. `away`: the chosen one is not plugged in, the default stands in for it. */
const deviceInUseSchema = z.strictObject({ id: z.string().max(200), label: z.string().max(300), away: z.boolean() })

/** What sound devices there are and which are in use. Labels are empty until the microphone was allowed once. */
export const soundDevicesSchema = z.strictObject({
  inputs: z.array(deviceSchema).max(64),
  outputs: z.array(deviceSchema).max(64),
  microphone: deviceInUseSchema,
  speaker: deviceInUseSchema,
  /** Chosen here, used by the desk's page, which rings. */
  ringer: deviceInUseSchema,
  /** As they were last told. */
  settings: soundSettingsSchema,
  /** What is at work: not what was asked where the worklet can't run. */
  noise: z.enum(noiseStates),
})
export type SoundDevices = z.infer<typeof soundDevicesSchema>

const share = z.number().min(0).max(1)
const milliseconds = z.number().min(0).max(600_000)
const mos = z.number().min(1).max(4.5)

/** One second of a leg. Null: the other end does not report it. */
export const legQualitySchema = z.strictObject({
  id: z.string().min(1).max(64),
  mos,
  /** Of what was sent to us, what was lost or came too late. */
  loss: share,
  /** Of what we sent, what the other end missed. */
  sentLoss: share.nullable(),
  jitterMs: milliseconds,
  rttMs: milliseconds.nullable(),
  alarms: z.array(z.enum(qualityAlarms)).max(qualityAlarms.length),
})
export type LegQuality = z.infer<typeof legQualitySchema>

/** A whole leg, from its answer (or the last reload) to its end. */
export const callQualitySchema = z.strictObject({
  seconds: z.number().int().min(1).max(1_000_000),
  mosAverage: mos,
  mosLowest: mos,
  loss: share,
  sentLoss: share.nullable(),
  jitterMs: milliseconds,
  rttMs: milliseconds.nullable(),
  /** Seconds in which nothing came although sound was due. */
  silentSeconds: z.number().int().min(0).max(1_000_000),
})
export type CallQuality = z.infer<typeof callQualitySchema>
