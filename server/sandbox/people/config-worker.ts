import * as z from 'zod'
import { surveyOutcomes } from '#shared/survey/survey-outcome.ts'

/** What the worker is started with. */
export const configWorkerSchema = z.strictObject({
  /** The edge's WebSocket, e.g. `ws://127.0.0.1:5345/sip`. */
  url: z.url({ protocol: /^wss?$/ }),
  domain: z.string().min(1),
  password: z.string().min(1),
  /** `file:` address of the folder with `voices.json`, ending in `/`. */
  voices: z.url({ protocol: /^file$/ }),
  seed: z.number().int(),
  /** UUID of the experts' telephones: which registrations of an expert's seat are no person's. */
  expertPhone: z.uuid(),
  /** The survey's user part in the domain. */
  surveyUser: z.string().min(1),
})
export type WorkerConfig = z.infer<typeof configWorkerSchema>

/** Main thread to worker. */
export const toWorkerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready-seats'), n: z.number().int().nonnegative() }),
  z.strictObject({ kind: z.literal('expert'), seat: z.string().min(1), wanted: z.boolean() }),
  z.strictObject({ kind: z.literal('close') }),
])
export type ToWorker = z.infer<typeof toWorkerSchema>

/** Worker to main thread. The segment is parsed by its own schema. */
export const fromWorkerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('segment'), segment: z.unknown() }),
  z.strictObject({ kind: z.literal('surveyed'), sipCallId: z.string().min(1), outcome: z.enum(surveyOutcomes) }),
  z.strictObject({
    kind: z.literal('log'),
    event: z.string(),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
])
export type FromWorker = z.input<typeof fromWorkerSchema>
