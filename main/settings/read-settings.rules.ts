import {
  type SiteSettings,
  siteSettingsSchema,
  type UserSettings,
  userSettingsSchema,
} from '#shared/contract/host/settings.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { keysDiffer } from './global-keys.rules.ts'

/** Settings as they were written, and the fields that were written: the others have their usual values. */
export interface Written<T> {
  readonly value: T
  readonly stated: readonly string[]
}
/** `broken`, with the first field that is wrong; without: it is no JSON object at all, or too long. */
export type Reading<T> = Result<Written<T>, 'broken'>

/** Longest settings file or answer, bytes. */
export const longestSettings = 64 * 1024

/** What zod's schemas give, as far as it is used here. */
interface Schema<T> {
  safeParse(
    input: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } }
}
interface Issue {
  readonly path: readonly PropertyKey[]
  readonly keys?: readonly string[]
}

/** Reads site settings, from the machine's file or from the site's server. */
export function readSite(bytes: Uint8Array): Reading<SiteSettings> {
  const reading = read(bytes, siteSettingsSchema)
  const keys = reading.ok ? reading.value.value.forced.globalKeys : undefined
  return keys && !keysDiffer(keys) ? failure('broken', 'forced.globalKeys') : reading
}

/** Reads one person's settings. */
export const readUser = (bytes: Uint8Array): Reading<UserSettings> => read(bytes, userSettingsSchema)

function read<T>(bytes: Uint8Array, schema: Schema<T>): Reading<T> {
  const json = bytes.length > longestSettings ? undefined : jsonOf(bytes)
  if (typeof json !== 'object' || json === null) return failure('broken')
  const parsed = schema.safeParse(json)
  if (parsed.success) return success({ value: parsed.data, stated: Object.keys(json) })
  const [issue] = parsed.error.issues
  const field = [...(issue?.path ?? []), ...(issue?.keys?.slice(0, 1) ?? [])].map(String).join('.')
  return field === '' ? failure('broken') : failure('broken', field)
}

/** UTF-8, with or without the mark that Windows' editors put before it. @returns undefined: no JSON */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
