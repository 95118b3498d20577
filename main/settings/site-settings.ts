import { backendSchema } from '#shared/contract/host/address.schema.ts'
import type { SiteSettings } from '#shared/contract/host/settings.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { pointsElsewhere, siteOf, usualSite } from './effective.rules.ts'
import { fetchRemote, type RemoteParts } from './fetch-remote.ts'
import { loadFile } from './load-file.ts'
import { environmentRefused, remoteRefused, type SettingsNotice, siteBroken } from './notices.ts'
import { readSite } from './read-settings.rules.ts'
import { createRemoteCache } from './remote-cache.ts'
import type { WholeFile } from './whole-file.ts'

export interface SiteParts extends RemoteParts {
  readonly siteFile: WholeFile
  readonly cacheFile: WholeFile
  /** LIANXIAN_BACKEND, for development. */
  readonly environment: string | undefined
  readonly onNotice: (notice: SettingsNotice) => void
  /** Something may have changed. */
  readonly onChange: () => void
}

/** `away`: the cached ones hold; `refused`: the answer is wrong in `field`, and a notice said so. */
export type Refreshed = Result<null, 'no-remote' | 'away' | 'refused'>

export interface Site {
  now(): SiteSettings
  refresh(): Promise<Refreshed>
  setBackend(origin: string | null): void
}

/** Reads the machine's file and the cached answer of the site's server at once; `refresh` asks the server. */
export function openSite(parts: SiteParts): Site {
  const { siteFile, cacheFile, environment, clock, onNotice, onChange } = parts
  const loaded = loadFile(siteFile, readSite, clock.now())
  if (loaded.state === 'broken') onNotice(siteBroken(loaded))
  const file = loaded.state === 'read' ? loaded.written.value : usualSite
  const source = file.remote
  const cache = createRemoteCache(cacheFile)
  const cached = source === null ? null : cache.read(source)
  let layers = {
    file,
    remote: cached,
    environment: environmentBackend(environment, onNotice),
    trial: null as string | null,
  }
  let said: string | undefined
  let asking: Promise<Refreshed> | undefined

  const refuse = (from: string, field: string | undefined): Refreshed => {
    const notice = remoteRefused(from, field ?? null)
    // The server is asked again and again; the same fault is said once.
    if (notice.text.en !== said) onNotice(notice)
    said = notice.text.en
    return failure('refused', field)
  }
  const ask = async (from: string): Promise<Refreshed> => {
    const answer = await fetchRemote(from, parts)
    if (!answer.ok) return answer.reason === 'away' ? failure('away') : refuse(from, undefined)
    const reading = readSite(answer.value)
    if (!reading.ok) return refuse(from, reading.field)
    if (pointsElsewhere(reading.value.value, from)) return refuse(from, 'remote')
    said = undefined
    cache.write(from, answer.value)
    layers = { ...layers, remote: reading.value }
    onChange()
    return success(null)
  }

  return {
    now: () => siteOf(layers),
    async refresh() {
      if (source === null) return failure('no-remote')
      asking ??= ask(source).finally(() => {
        asking = undefined
      })
      return asking
    },
    setBackend(origin) {
      layers = { ...layers, trial: origin }
      onChange()
    },
  }
}

function environmentBackend(value: string | undefined, onNotice: (notice: SettingsNotice) => void): string | null {
  if (value === undefined || value === '') return null
  const read = backendSchema.safeParse(value)
  if (!read.success) onNotice(environmentRefused())
  return read.success ? read.data : null
}
