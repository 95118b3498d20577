import {
  type SettingsChange,
  type SiteSettings,
  siteSettingsSchema,
  type UserSettings,
  userSettingsSchema,
} from '#shared/contract/host/settings.schema.ts'
import type { Written } from './read-settings.rules.ts'

/** The usual values, where a file says nothing. */
export const usualSite: SiteSettings = siteSettingsSchema.parse({ version: 1 })
export const usualUser: UserSettings = userSettingsSchema.parse({})

/** Where site settings come from; the later in this list wins. */
export interface SiteLayers {
  readonly file: SiteSettings
  /** The site's server: what it states replaces what the file says, field by field; its address is the file's to say. */
  readonly remote: Written<SiteSettings> | null
  /** Backend of the environment, for development. */
  readonly environment: string | null
  /** Backend of the trial. */
  readonly trial: string | null
}

/** The site settings that hold. */
export function siteOf({ file, remote, environment, trial }: SiteLayers): SiteSettings {
  const stated = remote ? pick(remote) : {}
  const backend = trial ?? environment
  return { ...file, ...stated, remote: file.remote, ...(backend === null ? {} : { backend }) }
}

function pick({ value, stated }: Written<SiteSettings>): Partial<SiteSettings> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => stated.includes(name)))
}

/** A remote answer whose `remote` points elsewhere would hand the computer over to somebody else. */
export const pointsElsewhere = (answer: SiteSettings, source: string): boolean =>
  answer.remote !== null && answer.remote !== source

/** The names a change touches; a name without a value is none. */
export const namesIn = (change: SettingsChange): string[] =>
  Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]))

/** One's own settings after a change, or under what the site forces. */
export function changed(settings: UserSettings, change: SettingsChange): UserSettings {
  const touched = Object.entries(change).filter(([, value]) => value !== undefined)
  return userSettingsSchema.parse({ ...settings, ...Object.fromEntries(touched) })
}
