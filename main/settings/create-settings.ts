import { join } from 'node:path'
import type { HostArgs, HostResult } from '#shared/contract/host/host-calls.ts'
import type { SiteSettings, UserSettings } from '#shared/contract/host/settings.schema.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { createEmitter } from '#shared/kit/emitter.ts'
import { changed, namesIn, usualUser } from './effective.rules.ts'
import type { RemoteParts } from './fetch-remote.ts'
import { keysDiffer } from './global-keys.rules.ts'
import { loadFile } from './load-file.ts'
import { type SettingsNotice, userBroken } from './notices.ts'
import { readUser } from './read-settings.rules.ts'
import { openSite, type Refreshed } from './site-settings.ts'
import { type WholeFile, wholeFile } from './whole-file.ts'

export interface SettingsParts extends RemoteParts {
  /** Folder of the machine's `desk.json`; `siteFolder` says which. */
  readonly siteFolder: string
  /** Electron's userData. */
  readonly userFolder: string
  /** LIANXIAN_BACKEND. */
  readonly environmentBackend: string | undefined
  /** Also called while `createSettings` runs, for what is found broken then. */
  readonly onNotice: (notice: SettingsNotice) => void
  /** What a listener threw. */
  readonly onError: (error: unknown) => void
  readonly openFile?: (path: string) => WholeFile
}

/** One's own settings that hold, and the names of those the site forces. */
export type UserNow = Pick<HostResult<'readSettings'>, 'settings' | 'forced'>

export interface Settings {
  /** The site's settings that hold: trial, then environment, then the site's server, then the machine's file. */
  site(): SiteSettings
  /** One's own settings under what the site forces, and the names of those. */
  user(): UserNow
  change(change: HostArgs<'changeSettings'>): HostResult<'changeSettings'>
  /** Asks the site's server; one question at a time. */
  refresh(): Promise<Refreshed>
  /** Backend of the trial, in memory; null: the site's again. */
  setBackend(origin: string | null): void
  /** One's own settings that hold have changed, by hand or by force. */
  onChange(listener: (now: UserNow) => void): Disposer
  onSiteChange(listener: (site: SiteSettings) => void): Disposer
}

/** Reads all settings, at once and synchronously: windows wait for them. */
export function createSettings(parts: SettingsParts): Settings {
  const { siteFolder, userFolder, onError, openFile = wholeFile } = parts
  const userFile = openFile(join(userFolder, 'settings.json'))
  const changes = createEmitter<UserNow>(onError)
  const siteChanges = createEmitter<SiteSettings>(onError)

  const site = openSite({
    ...parts,
    siteFile: openFile(join(siteFolder, 'desk.json')),
    cacheFile: openFile(join(userFolder, 'remote-settings.json')),
    environment: parts.environmentBackend,
    onChange: () => tellChanges(),
  })
  let own = loadOwn(userFile, parts)
  const user = () => {
    const { forced } = site.now()
    return { settings: changed(own, forced), forced: namesIn(forced) }
  }
  let said = { site: JSON.stringify(site.now()), user: JSON.stringify(user()) }
  const tellChanges = (): void => {
    const [siteNow, userNow] = [site.now(), user()]
    const texts = { site: JSON.stringify(siteNow), user: JSON.stringify(userNow) }
    const before = said
    said = texts
    if (texts.site !== before.site) siteChanges.emit(siteNow)
    if (texts.user !== before.user) changes.emit(userNow)
  }

  return {
    site: site.now,
    user,
    change(change) {
      const { forced } = user()
      if (namesIn(change).some((name) => forced.includes(name))) return { ok: false, reason: 'forced' }
      if (change.globalKeys && !keysDiffer(change.globalKeys)) return { ok: false, reason: 'same-keys' }
      const next = changed(own, change)
      if (!saved(userFile, next)) return { ok: false, reason: 'not-saved' }
      own = next
      tellChanges()
      return { ok: true, settings: user().settings }
    },
    refresh: site.refresh,
    setBackend: site.setBackend,
    onChange: changes.on,
    onSiteChange: siteChanges.on,
  }
}

function loadOwn(file: WholeFile, { clock, onNotice }: SettingsParts): UserSettings {
  const loaded = loadFile(file, readUser, clock.now())
  if (loaded.state === 'broken') onNotice(userBroken(loaded))
  return loaded.state === 'read' ? loaded.written.value : usualUser
}

function saved(file: WholeFile, settings: UserSettings): boolean {
  try {
    file.write(new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`))
    return true
  } catch {
    return false
  }
}
