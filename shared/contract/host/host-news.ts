import * as z from 'zod'
import { callNoteSchema } from './host-calls.ts'
import type { HostNewsName } from './host-names.ts'
import { userSettingsSchema } from './settings.schema.ts'

/** Pages a link of another program may open. */
export const linkPages = ['desk', 'day', 'tickets', 'calls', 'wall', 'enterprises', 'knowledge', 'notices'] as const

/** Every piece of news of the host bridge. */
export const hostNews = {
  /** Somebody pressed a global key, the tray's menu or the toast. */
  act: z.strictObject({ act: z.enum(['answer', 'reject', 'mute', 'hang-up', 'ready', 'not-ready', 'sign-out']) }),
  /** A link of another program was followed. */
  deepLink: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('dial'), number: z.string().regex(/^[0-9*#+]{1,32}$/) }),
    z.strictObject({ kind: z.literal('page'), page: z.enum(linkPages) }),
  ]),
  power: z.strictObject({ kind: z.enum(['suspend', 'resume', 'lock', 'unlock']) }),
  update: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('none') }),
    z.strictObject({ state: z.literal('loading'), percent: z.number().min(0).max(100) }),
    z.strictObject({ state: z.literal('ready'), version: z.string().max(40) }),
    z.strictObject({ state: z.literal('failed'), reason: z.enum(['network', 'signature', 'downgrade', 'other']) }),
  ]),
  settings: z.strictObject({ settings: userSettingsSchema }),
  toast: callNoteSchema,
} as const satisfies Record<HostNewsName, z.ZodType>

export type HostNews<N extends HostNewsName> = z.infer<(typeof hostNews)[N]>
