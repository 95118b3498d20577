import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { bundleMain } from '#build/bundle-main.mjs'
import { bundleRenderer } from '#build/bundle-renderer.mjs'
import { bundleTrial } from '#build/bundle-trial.mjs'
import type { Disposer } from '#shared/kit/disposable.ts'
import { standInElectron } from './stand-in.ts'

/** A program as electron-builder leaves it before it becomes a package. */
export interface Packed {
  /** Holds the binary `lianxian`, `resources/`, `locales/`. */
  readonly folder: string
  readonly remove: Disposer
}

/** What electron-builder reads of the repository. */
const inputs = [
  'package.json',
  'LICENSE',
  'electron-builder.yml',
  'build/fuses.mjs',
  'build/packaging',
  'build/icons/made',
]

const electronVersion = () =>
  (JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8')) as { version: string }).version

/**
 * Packs for Linux in a folder of its own, with the real bundles and the real configuration, around a stand-in for Electron. The repository's packages are
 * there as in a checkout, so that whatever leaks of them is seen; the caches are empty and nothing may be fetched.
 */
export async function packForLinux(): Promise<Packed> {
  const stage = mkdtempSync(join(tmpdir(), 'lianxian-pack-'))
  const remove = () => rmSync(stage, { recursive: true, force: true })
  try {
    for (const input of inputs) cpSync(input, join(stage, input), { recursive: true })
    symlinkSync(resolve('node_modules'), join(stage, 'node_modules'), 'dir')
    await bundleRenderer(join(stage, 'out'))
    await bundleMain(join(stage, 'out'))
    await bundleTrial(join(stage, 'out'))
    // What lies about in a checkout and must not come along.
    mkdirSync(join(stage, 'tests'))
    for (const stray of ['tests/stray.ts', '.env', 'out/main/main.cjs.map', 'out/stray.txt', 'out/main/stray.node'])
      writeFileSync(join(stage, stray), 'stray')
    standInElectron(join(stage, 'electron-dist'), electronVersion())
    runBuilder(stage)
    return { folder: join(stage, 'out/packages/linux-unpacked'), remove }
  } catch (error) {
    remove()
    throw error
  }
}

function runBuilder(stage: string): void {
  const builder = ['--config', 'electron-builder.yml', '--publish', 'never', '--dir', '--linux', '--x64']
  const args = [join(stage, 'node_modules/electron-builder/cli.js'), ...builder, '-c.electronDist=electron-dist']
  const nowhere = 'http://127.0.0.1:9'
  execFileSync(process.execPath, args, {
    cwd: stage,
    stdio: 'pipe',
    env: {
      PATH: process.env.PATH,
      HOME: join(stage, 'home'),
      ELECTRON_BUILDER_CACHE: join(stage, 'cache'),
      ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
      http_proxy: nowhere,
      https_proxy: nowhere,
      npm_config_offline: 'true',
      LIANXIAN_UPDATE_URL: 'https://updates.invalid/lianxian',
    },
  })
}
