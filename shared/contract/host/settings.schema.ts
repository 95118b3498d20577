import * as z from 'zod'
import { backendSchema, edgeSchema, sourceSchema } from './address.schema.ts'

/** An accelerator as Electron writes it: one or more modifiers and a key. A bare key would take it from every other program. */
export const acceleratorSchema = z
  .string()
  .max(40)
  .regex(/^((Ctrl|Alt|Shift|Super|CmdOrCtrl)\+){1,3}(F([1-9]|1[0-9]|2[0-4])|[A-Z0-9])$/, 'wants e.g. Ctrl+Alt+F2')

/** Factors of a page that are offered, the smallest first; keys and dialog go by them. */
export const zoomSteps = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 2] as const

export const globalKeySchema = z.strictObject({
  answer: acceleratorSchema,
  mute: acceleratorSchema,
  'hang-up': acceleratorSchema,
})

/** What one person sets on one computer. Every field has its usual value, so that a file of an older version still reads. */
export const userSettingsSchema = z.strictObject({
  language: z.enum(['zh-CN', 'en']).nullable().default(null),
  /** Factor of the page, 0.5 to 3. */
  zoom: z.number().min(0.5).max(3).default(1),
  startWithSystem: z.boolean().default(false),
  /** Closing the desk's window leaves it in the tray. */
  closeToTray: z.boolean().default(true),
  /** Keys that work above other programs while a call rings or is up; none may be the same as another. */
  globalKeys: globalKeySchema
    .refine((keys) => new Set(Object.values(keys)).size === 3, 'wants three different keys')
    .default({ answer: 'Ctrl+Alt+F2', mute: 'Ctrl+Alt+F9', 'hang-up': 'Ctrl+Alt+F4' }),
  globalKeysOn: z.boolean().default(true),
  toast: z.boolean().default(true),
})
export type UserSettings = z.infer<typeof userSettingsSchema>

/** A change of one or more settings. */
export const settingsChangeSchema = z
  .strictObject({
    language: z.enum(['zh-CN', 'en']).nullable(),
    zoom: z.number().min(0.5).max(3),
    startWithSystem: z.boolean(),
    closeToTray: z.boolean(),
    globalKeys: globalKeySchema,
    globalKeysOn: z.boolean(),
    toast: z.boolean(),
  })
  .partial()
export type SettingsChange = z.infer<typeof settingsChangeSchema>

/**
 * What a site sets for a computer: a file the installer lays down, and the same shape from the site's own server (`remote`), which wins. Nothing here
 * is a secret.
 */
export const siteSettingsSchema = z.strictObject({
  version: z.literal(1),
  /** null: none yet; the sign-in page offers to try it. */
  backend: backendSchema.nullable().default(null),
  /** Edges on other hosts than the backend's; the policy of the pages lets them through. */
  edges: z.array(edgeSchema).max(8).default([]),
  remote: sourceSchema.nullable().default(null),
  update: z
    .strictObject({ url: sourceSchema, channel: z.enum(['latest', 'beta']).default('latest') })
    .nullable()
    .default(null),
  /** As Electron's `setProxy` takes it; null: the system's. */
  proxy: z
    .strictObject({
      mode: z.enum(['direct', 'auto_detect', 'pac_script', 'fixed_servers', 'system']),
      pacScript: sourceSchema.optional(),
      proxyRules: z.string().max(500).optional(),
      proxyBypassRules: z.string().max(500).optional(),
    })
    .nullable()
    .default(null),
  /** Hosts that pages may be opened of in the system's browser; default: the one where sources of the entries that ship stand. */
  externalHosts: z
    .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/))
    .max(100)
    .default(['flk.npc.gov.cn']),
  /** Whether links of other programs to telephone numbers (`tel:`, `sip:`) are ours to take. */
  telephoneLinks: z.boolean().default(false),
  /** Forced on every user of this computer. */
  forced: settingsChangeSchema.default({}),
})
export type SiteSettings = z.infer<typeof siteSettingsSchema>
