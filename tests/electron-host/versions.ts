import { readFileSync } from 'node:fs'

const electron = JSON.parse(
  readFileSync(new URL('../../node_modules/electron/package.json', import.meta.url), 'utf8'),
) as { readonly version: string }

/** What `process.versions` says besides Node's own. `chrome` is the host's Chromium only by its kind. */
export const versions = { electron: electron.version, chrome: '140.0.0.0' }
