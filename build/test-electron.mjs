/** `npm run test:electron`: the desktop program's specs on Electron itself. Its binary has to be there. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { runsAsRoot } from './browser.mjs'
import { ensureBuilt } from './build.mjs'
import { findElectron } from './electron.mjs'

const home = join(import.meta.dirname, '..')
const { env, platform } = process
const electron = findElectron({ home, env, platform, root: runsAsRoot(), fetch: () => false })
if ('why' in electron) {
  console.log(`NOT RUN: the desktop program ${electron.why}`)
  process.exit(1)
}
ensureBuilt(['renderer', 'server', 'main', 'trial'])
const { status } = spawnSync(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/shell/playwright.config.ts'],
  { cwd: home, stdio: 'inherit', env: { ...env, LIANXIAN_ELECTRON: '1' } },
)
process.exit(status ?? 1)
