import type { SiteSettings } from '#shared/contract/host/settings.schema.ts'
import { jsonOf, readSite, type Written } from './read-settings.rules.ts'
import type { WholeFile } from './whole-file.ts'

/** The last good answer of the site's server, for when it is away. */
export interface RemoteCache {
  /** null: none from this source, or a damaged one. */
  read(source: string): Written<SiteSettings> | null
  /** A disk that refuses costs a fetch at the next start, no more. */
  write(source: string, answer: Uint8Array): void
}

/** Keeps it in a file, together with where it came from: the answer of another server does not count. */
export function createRemoteCache(file: WholeFile): RemoteCache {
  return {
    read(source) {
      const kept = jsonOf(readQuietly(file))
      if (typeof kept !== 'object' || kept === null || !('source' in kept) || !('answer' in kept)) return null
      if (kept.source !== source) return null
      const reading = readSite(new TextEncoder().encode(JSON.stringify(kept.answer)))
      return reading.ok ? reading.value : null
    },
    write(source, answer) {
      try {
        file.write(new TextEncoder().encode(JSON.stringify({ source, answer: jsonOf(answer) })))
      } catch {
        // See above.
      }
    },
  }
}

function readQuietly(file: WholeFile): Uint8Array {
  try {
    return file.read() ?? new Uint8Array()
  } catch {
    return new Uint8Array()
  }
}
