import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { type DirectoryFile, directoryFileSchema } from '#shared/contract/directory-file.schema.ts'
import { roles } from '#shared/seat/seat-state.ts'
import { readHours, usualRevisitHours } from '#shared/ticket/revisit-hours.rules.ts'
import type { CalendarYear } from '#shared/ticket/working-time.rules.ts'
import { outsideAddressSchema } from './config-address.ts'
import { calendarFileSchema } from './config-calendar.ts'
import { parseKey } from './config-key.ts'
import { textSecretSchema } from './config-texts.ts'
import { parsePeer } from './sip/elements/peers.rules.ts'
import { loadCatalogue } from './ticket/catalogue.ts'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
const flag = z.enum(['on', 'off']).transform((word) => word === 'on')
const listenAt = z.string().transform((text, context) => {
  const place = parsePeer(text)
  if (place?.port != null) return { address: place.address, port: place.port }
  context.addIssue({ code: 'custom', message: 'wants an address and a port, e.g. 127.0.0.1:5070' })
  return z.NEVER
})
const hostAndPort = z.string().transform((text, context) => {
  const [, host, port] = /^([\w.-]+):(\d{1,5})$/.exec(text) ?? []
  if (host && Number(port) > 0 && Number(port) < 65_536) return { host, port: Number(port) }
  context.addIssue({ code: 'custom', message: 'wants a host and a port, e.g. 127.0.0.1:3310' })
  return z.NEVER
})
const proxy = z.string().transform((text, context) => {
  const peer = parsePeer(text)
  if (peer) return peer
  context.addIssue({ code: 'custom', message: 'wants addresses, e.g. 192.0.2.1 or 192.0.2.1:5060' })
  return z.NEVER
})
const queue = z.string().transform((text, context) => {
  const [, number, name, skill] = /^(\d{3,6})=([^:=]{1,40})(?::([^:=]{1,40}))?$/.exec(text) ?? []
  if (number && name) return { number, name, skill: skill ?? name }
  context.addIssue({ code: 'custom', message: 'wants number=name or number=name:skill, e.g. 66002=外语' })
  return z.NEVER
})
const key = z.string().transform((text, context) => {
  try {
    return parseKey(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'wants 32 bytes in base64 (openssl rand -base64 32)' })
    return z.NEVER
  }
})

/** The backend's environment in production. A name that is missing here means nothing to it. */
export const environmentSchema = z.object({
  /** PostgreSQL 15 or later, UTF-8 locale, e.g. `postgres://lianxian@db/lianxian`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** 32 random bytes in base64: tokens, journals and sealed personal data are derived from it. Losing it loses them. */
  LIANXIAN_KEY: key,
  /** Names desks reach the server by, comma-separated, e.g. `desk.12345.example`. */
  LIANXIAN_HOSTS: list.pipe(z.array(z.string().regex(/^[\w.-]+(:\d+)?$/)).min(1)),
  /** Further origins of pages, e.g. `https://desk.12345.example`. */
  LIANXIAN_ORIGINS: list.pipe(z.array(z.string().regex(/^(https?|app):\/\/[\w.:-]+$/))).default([]),
  /** Address and port to listen on. Behind a proxy that ends TLS: 127.0.0.1. */
  LIANXIAN_ADDRESS: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1'),
  LIANXIAN_PORT: z.coerce.number().int().min(0).max(65_535).default(5345),
  /** SIP domain and digest realm. */
  LIANXIAN_DOMAIN: z.string().regex(/^[\w.-]+$/),
  /** The edges' WebSocket addresses as desks reach them, comma-separated. */
  LIANXIAN_EDGES: list.pipe(
    z
      .array(z.url({ protocol: /^wss?$/ }))
      .min(1)
      .max(8),
  ),
  /** ICE servers, comma-separated, e.g. `stun:stun.example:3478`. */
  LIANXIAN_ICE: list.pipe(z.array(z.string().regex(/^(stun|turn)s?:/)).max(8)).default([]),
  /** Where the queue listens for SIP proxies over UDP and TCP, e.g. `127.0.0.1:5070`; unset: it stands behind the built-in edge alone. */
  LIANXIAN_SIP_LISTEN: listenAt.optional(),
  /** The proxies it believes, comma-separated: `192.0.2.1`, or `192.0.2.1:5060` for datagrams from that port alone. */
  LIANXIAN_SIP_PROXIES: list.pipe(z.array(proxy).max(16)).default([]),
  /** Queues beside the hotline's that seats may send callers to, comma-separated: `66002=外语`, or `66002=外语:foreign` where the skill has another name. */
  LIANXIAN_QUEUES: list
    .pipe(z.array(queue).max(30))
    .refine((all) => new Set(all.map(({ number }) => number)).size === all.length, 'names a number twice')
    .default([]),
  /** A conference server (RFC 4579): the address of its factory in LIANXIAN_DOMAIN, e.g. `sip:conf-factory@12345.example`; unset: desks mix all. */
  LIANXIAN_FOCUS: z
    .string()
    .regex(/^sip:[\w+-]+@[\w.-]+$/)
    .optional(),
  /** Password the conference server registers with at the built-in edge; unset: another edge stands in front of it. */
  LIANXIAN_FOCUS_SECRET: z.string().min(12).max(200).optional(),
  /** From how many other parties on it mixes in place of the desk; 2: always. */
  LIANXIAN_FOCUS_FROM: z.coerce.number().int().min(2).max(16).default(5),
  LIANXIAN_SITE: z.string().min(1).max(80).default('连线 Lianxian'),
  /** JSON file of accounts to add where they are missing: `[{"seat","name","role","skills","password"}]`, `team` where leads lead teams, `unit` of a unit's contact. */
  LIANXIAN_ACCOUNTS: z.string().optional(),
  /** JSON file of the directory: who can be brought into a call besides the seats; `dutyMobile` of a unit is texted when a ticket is dispatched to it. */
  LIANXIAN_DIRECTORY: z.string().optional(),
  /** on: X-Forwarded-For of the proxy in front is believed. */
  LIANXIAN_TRUST_PROXY: flag.default(false),
  /** Calls abandoned within so many ms count neither as offered nor as abandoned; unset: every call counts. */
  LIANXIAN_SHORT_CALL_MS: z.coerce.number().int().min(1).max(60_000).optional(),
  /** Whether agents are shown that a lead listens to their call. */
  LIANXIAN_SHOW_LISTENING: flag.default(true),
  /** Folder of the recordings, e.g. `/var/lib/lianxian/recordings`; unset: nothing is recorded. */
  LIANXIAN_RECORDINGS: z.string().min(1).optional(),
  /** Days recordings are kept; then they are deleted. */
  LIANXIAN_RECORDING_DAYS: z.coerce.number().int().min(1).max(36_500).default(730),
  /** Folder of the files of tickets, e.g. `/var/lib/lianxian/attachments`; unset: no files are taken. */
  LIANXIAN_ATTACHMENTS: z.string().min(1).optional(),
  /** Bucket of an S3-compatible store, by path, e.g. `https://s3.hall.example/lianxian`; unset: the folder keeps the files themselves. */
  LIANXIAN_S3: outsideAddressSchema
    .refine(
      (url) => URL.canParse(url) && /^\/[^/]/.test(new URL(url).pathname) && new URL(url).search === '',
      'wants the bucket as its path',
    )
    .optional(),
  LIANXIAN_S3_REGION: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .default('us-east-1'),
  LIANXIAN_S3_KEY: z.string().min(1).max(200).optional(),
  LIANXIAN_S3_SECRET: z.string().min(1).max(200).optional(),
  /** Where clamd scans them, e.g. `127.0.0.1:3310`; unset: none is scanned, and each says so. */
  LIANXIAN_CLAMD: hostAndPort.optional(),
  /** Gateway that texts callers their ticket's number and units their dispatches, e.g. `https://sms.example/send`; unset: nobody is texted. */
  LIANXIAN_TEXT_GATEWAY: outsideAddressSchema.optional(),
  /** What the gateway knows this site by. */
  LIANXIAN_TEXT_SECRET: textSecretSchema.optional(),
  /** JSON file of further years of the working calendar (法定节假日、调休): `{"years":[{"year","source","off","work"}]}`. */
  LIANXIAN_CALENDAR: z.string().optional(),
  /** on: tickets the dispatch catalogue is sure of, without any risk in them, go to their unit without a dispatcher. */
  LIANXIAN_AUTO_DISPATCH: flag.default(false),
  /** Agents' seats that may send their own tickets to a unit without a dispatcher (直派), comma-separated: `8101,8102`. */
  LIANXIAN_DIRECT_DISPATCH: list
    .pipe(z.array(z.string().regex(/^\d{3,6}$/, 'wants seats, e.g. 8101,8102')).max(500))
    .default([]),
  /** on: lists of tickets may be exported as a file, each with a second person's consent. */
  LIANXIAN_EXPORT: flag.default(false),
  /** When citizens may be called for a revisit, the hall's time: `9:00-12:00,14:00-20:00`. */
  LIANXIAN_REVISIT_HOURS: z
    .string()
    .transform((text, context) => {
      const hours = readHours(text)
      if (hours === null) context.addIssue({ code: 'custom', message: 'wants hours such as 9:00-12:00,14:00-20:00' })
      return hours ?? z.NEVER
    })
    .default(usualRevisitHours),
  LIANXIAN_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})
const siteSchema = environmentSchema
  .refine((site) => !site.LIANXIAN_SIP_LISTEN || site.LIANXIAN_SIP_PROXIES.length > 0, {
    path: ['LIANXIAN_SIP_PROXIES'],
    message: 'names nobody: the queue would listen to no proxy',
  })
  .refine((site) => !site.LIANXIAN_S3 || site.LIANXIAN_ATTACHMENTS, {
    path: ['LIANXIAN_ATTACHMENTS'],
    message: 'names no folder: files on their way to LIANXIAN_S3 have to be somewhere',
  })
  .refine((site) => !site.LIANXIAN_S3 || (site.LIANXIAN_S3_KEY && site.LIANXIAN_S3_SECRET), {
    path: ['LIANXIAN_S3_KEY'],
    message: 'LIANXIAN_S3 wants LIANXIAN_S3_KEY and LIANXIAN_S3_SECRET',
  })
  .refine((site) => !site.LIANXIAN_FOCUS || site.LIANXIAN_FOCUS.endsWith(`@${site.LIANXIAN_DOMAIN}`), {
    path: ['LIANXIAN_FOCUS'],
    message: 'is not in LIANXIAN_DOMAIN: no edge would let a party go there',
  })
  .refine((site) => !site.LIANXIAN_TEXT_GATEWAY || site.LIANXIAN_TEXT_SECRET, {
    path: ['LIANXIAN_TEXT_SECRET'],
    message: 'is missing: LIANXIAN_TEXT_GATEWAY would not know who sends',
  })
export type Environment = z.infer<typeof environmentSchema>

/** An account as a site's file gives it. */
export const accountFileSchema = z.array(
  z.strictObject({
    seat: z.string().regex(/^\d{3,6}$/),
    name: z.string().min(1).max(80),
    role: z.enum(roles),
    skills: z.array(z.string().min(1).max(40)).max(20),
    team: z.string().min(1).max(40).nullable().default(null),
    /** Directory id of the unit, e.g. `D120102-cgw`; with role `unit` alone. */
    unit: z.string().min(1).max(40).nullable().default(null),
    password: z.string().min(12).max(200),
  }),
)
export type AccountFile = z.infer<typeof accountFileSchema>

export type ConfigAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly sentence: string }

const judge = <T>(parsed: z.ZodSafeParseResult<T>, of: string): ConfigAnswer<T> => {
  if (parsed.success) return { ok: true, value: parsed.data }
  const issue = parsed.error.issues[0]
  return { ok: false, sentence: `${of}${issue?.path.join('.') || ''}: ${issue?.message ?? 'not understood'}` }
}

/** The database alone, for commands that need nothing else. */
export const readDatabaseUrl = (environment: NodeJS.ProcessEnv): ConfigAnswer<string> => {
  const read = judge(environmentSchema.pick({ DATABASE_URL: true }).safeParse(environment), '')
  return read.ok ? { ok: true, value: read.value.DATABASE_URL } : read
}

/** Reads the environment; the sentence names the first variable that is wrong, never its value. */
export const readEnvironment = (environment: NodeJS.ProcessEnv): ConfigAnswer<Environment> =>
  judge(siteSchema.safeParse(environment), '')

function readJson<T>(path: string, schema: z.ZodType<T>): ConfigAnswer<T> {
  try {
    return judge(schema.safeParse(JSON.parse(readFileSync(path, 'utf8'))), `${path}: `)
  } catch {
    return { ok: false, sentence: `${path}: cannot be read as JSON` }
  }
}

/** Reads the file of accounts; undefined: there is none. */
export const readAccounts = (path: string | undefined): ConfigAnswer<AccountFile> =>
  path === undefined ? { ok: true, value: [] } : readJson(path, accountFileSchema)

/** Reads the file of the directory; undefined: there is none. */
export const readDirectory = (path: string | undefined): ConfigAnswer<DirectoryFile> =>
  path === undefined
    ? { ok: true, value: { entries: [], dutyMobiles: new Map() } }
    : readJson(path, directoryFileSchema(loadCatalogue()))

/** Reads the file of the working calendar; undefined: there is none. */
export function readCalendar(path: string | undefined): ConfigAnswer<readonly CalendarYear[]> {
  if (path === undefined) return { ok: true, value: [] }
  const read = readJson(path, calendarFileSchema)
  return read.ok ? { ok: true, value: read.value.years } : read
}
