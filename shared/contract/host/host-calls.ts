import * as z from 'zod'
import { seatStates } from '../../seat/seat-state.ts'
import type { HostCallName } from './host-names.ts'
import { globalKeySchema, settingsChangeSchema, userSettingsSchema } from './settings.schema.ts'

const nothing = z.strictObject({})
const none = z.null()
/** One journal record, unsealed. A record is at most what the socket takes of a command, and some. */
const record = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 1_048_576, 'at most 1 MiB')
const records = z.array(record).min(1).max(1000)
const handle = z.number().int().positive()
const phoneMemoryKey = z.enum(['call', 'instance'])
const text = (most: number) => z.string().max(most)

/** A call as the page gives it to the shell for toast, tray and keys. Texts are shown as they are, in the page's language. */
export const callNoteSchema = z.strictObject({
  phase: z.enum(['none', 'ringing', 'up']),
  /** Leg of the call; null with `none`. */
  id: text(64).nullable(),
  /** The caller: name, place, queue, waited. */
  title: text(120),
  lines: z.array(text(200)).max(4),
  /** When the offer goes to another seat, ms since the epoch. */
  answerBy: z.number().nullable(),
})
export type CallNote = z.infer<typeof callNoteSchema>

const call = <A extends z.ZodType, R extends z.ZodType>(args: A, result: R) => ({ args, result })

/** Why a link stays here; `not-opened`: it was let through, and the system has nothing to open it with. */
export const linkRefusals = ['too-long', 'bad-text', 'not-https', 'with-user', 'foreign-host', 'not-opened'] as const
export type LinkRefusal = (typeof linkRefusals)[number]

/** Every call of the host bridge: the argument's schema and the answer's. Main parses what it gets, the page what it is given. */
export const hostCalls = {
  /** What the page must know before it starts. */
  facts: call(
    nothing,
    z.strictObject({
      platform: z.enum(['win32', 'darwin', 'linux']),
      version: text(40),
      /** Origin of the backend; null: none is set. */
      backend: text(300).nullable(),
      /** Whether this installation can run the sandbox itself. */
      canTry: z.boolean(),
      /** Whether the backend is the sandbox this program runs. */
      trying: z.boolean(),
      /** Whether secrets outlive the program: the system has a real keyring. */
      keyring: z.boolean(),
    }),
  ),
  /** For tray, badge and the question before quitting. `unsent`: commands that wait for the network. */
  tellSeat: call(
    z.strictObject({
      seat: z
        .string()
        .regex(/^\d{3,6}$/)
        .nullable(),
      state: z.enum([...seatStates, 'signed-out']),
      unsent: z.number().int().min(0).max(1_000_000),
    }),
    none,
  ),
  tellCall: call(callNoteSchema, none),
  /** What the phone kept, by key: as long as this program runs, so that a call outlives a crash of the phone's window. Never on a disk. */
  readPhoneMemory: call(nothing, z.partialRecord(phoneMemoryKey, text(20_000))),
  /** `text` null: forgotten. */
  keepPhoneMemory: call(z.strictObject({ key: phoneMemoryKey, text: text(20_000).nullable() }), none),
  /**
   * Opens the seat's journal. `busy`: another window has it; `wrong-key`: its records are another owner's; `no-store`: this disk keeps nothing.
   * `key`: AES-256, base64, from the session.
   */
  journalOpen: call(
    z.strictObject({ seat: z.string().regex(/^\d{3,6}$/), key: z.base64().length(44) }),
    z.discriminatedUnion('ok', [
      z.strictObject({
        ok: z.literal(true),
        handle,
        found: z.array(z.instanceof(Uint8Array)),
        torn: z.number(),
        size: z.number(),
      }),
      z.strictObject({ ok: z.literal(false), reason: z.enum(['busy', 'no-store', 'wrong-key']) }),
    ]),
  ),
  /** Answers when the records are on disk. `disk`: nothing of this call is kept; `closed`: no such journal. */
  journalAppend: call(z.strictObject({ handle, records }), journalEnd()),
  journalCompact: call(z.strictObject({ handle, records: z.array(record).max(100_000) }), journalEnd()),
  journalClose: call(z.strictObject({ handle }), none),
  /** Keeps the sign-in across a restart of the program where there is a keyring, else as long as it runs. */
  keepSignIn: call(z.strictObject({ token: text(4000) }), none),
  readSignIn: call(nothing, text(4000).nullable()),
  forgetSignIn: call(nothing, none),
  /** `forced`: names the site has set. `taken`: global keys another program held when they were last wanted. */
  readSettings: call(
    nothing,
    z.strictObject({
      settings: userSettingsSchema,
      forced: z.array(text(40)),
      taken: z.array(globalKeySchema.keyof()),
    }),
  ),
  /** `not-saved`: the disk refused; the old ones stay. `forced`: the site has set one of these. `same-keys`: two acts would have one key. */
  changeSettings: call(
    settingsChangeSchema,
    z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), settings: userSettingsSchema }),
      z.strictObject({ ok: z.literal(false), reason: z.enum(['not-saved', 'forced', 'same-keys']) }),
    ]),
  ),
  /** A further window of the same seat. */
  openView: call(z.strictObject({ page: z.enum(['wall', 'tickets', 'knowledge']), fullScreen: z.boolean() }), none),
  /** Whether `openExternal` would let this through; the site's list may change under a page, so both are asked. */
  mayOpen: call(z.strictObject({ url: text(2000) }), linkEnd()),
  /** In the system's browser: https and a host of the site's list alone. */
  openExternal: call(z.strictObject({ url: text(2000) }), linkEnd()),
  /** Starts the sandbox of this installation and goes over to it. */
  tryIt: call(nothing, z.strictObject({ ok: z.boolean() })),
  /** Leaves and installs what was loaded; asks first while a call is up. @returns whether it goes ahead */
  installUpdate: call(nothing, z.boolean()),
  /** A line for the shell's log. Personal data are masked there once more. */
  note: call(
    z.strictObject({
      level: z.enum(['info', 'warn', 'error']),
      what: z.string().regex(/^[a-z][a-z-]{0,39}$/),
      detail: text(2000),
    }),
    none,
  ),
  toastReady: call(nothing, none),
  toastAct: call(z.strictObject({ act: z.enum(['answer', 'reject', 'open']) }), none),
} as const satisfies Record<HostCallName, { args: z.ZodType; result: z.ZodType }>

function linkEnd() {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true) }),
    z.strictObject({ ok: z.literal(false), reason: z.enum(linkRefusals) }),
  ])
}

function journalEnd() {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), size: z.number() }),
    z.strictObject({ ok: z.literal(false), reason: z.enum(['disk', 'closed']) }),
  ])
}

export type HostArgs<N extends HostCallName> = z.infer<(typeof hostCalls)[N]['args']>
export type HostResult<N extends HostCallName> = z.infer<(typeof hostCalls)[N]['result']>

/** What an IPC call comes back with. `bad-input` names the field; `forbidden`: not from this window, frame or origin; `failed`: a bug, logged. */
export type HostOutcome<N extends HostCallName> =
  | { readonly ok: true; readonly value: HostResult<N> }
  | { readonly ok: false; readonly reason: 'bad-input' | 'forbidden' | 'failed'; readonly field: string | null }
