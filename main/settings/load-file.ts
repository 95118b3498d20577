import type { Reading, Written } from './read-settings.rules.ts'
import type { WholeFile } from './whole-file.ts'

/** `none`: there is no file. `broken`: it was set aside, if it could be moved. */
export type Loaded<T> =
  | { readonly state: 'none' }
  | { readonly state: 'read'; readonly written: Written<T> }
  | { readonly state: 'broken'; readonly path: string; readonly field: string | null; readonly aside: string | null }

/** Reads a settings file; one that can't be used gets the name `*.broken-<time>`. `now`: ms since the epoch. */
export function loadFile<T>(file: WholeFile, read: (bytes: Uint8Array) => Reading<T>, now: number): Loaded<T> {
  const reading = readingOf(file, read)
  if (reading === null) return { state: 'none' }
  if (reading.ok) return { state: 'read', written: reading.value }
  // No colons: Windows has none in names.
  const time = new Date(now).toISOString().replace(/[:.]/g, '')
  return { state: 'broken', path: file.path, field: reading.field ?? null, aside: file.setAside(`.broken-${time}`) }
}

function readingOf<T>(file: WholeFile, read: (bytes: Uint8Array) => Reading<T>): Reading<T> | null {
  try {
    const bytes = file.read()
    return bytes === null ? null : read(bytes)
  } catch {
    return { ok: false, reason: 'broken' }
  }
}
