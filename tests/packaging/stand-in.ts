import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fuses, sentinel } from '#build/fuses.mjs'

/** Bytes of a binary with Electron's fuse wire in its middle; the fuses as Electron delivers them do not matter, so all are on. */
export const standInBinary = (count: number = fuses.length): Buffer =>
  Buffer.concat([
    Buffer.from('stand-in\0'.repeat(100)),
    Buffer.from(sentinel),
    Buffer.from([1, count]),
    Buffer.from('1'.repeat(count)),
    Buffer.from('\0'.repeat(100)),
  ])

/** A folder like Electron's distribution for Linux, as far as electron-builder looks at it: nothing in it can run. */
export function standInElectron(folder: string, version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  writeFileSync(join(folder, 'version'), version)
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    writeFileSync(join(folder, name), name === 'electron' ? standInBinary() : '')
    chmodSync(join(folder, name), 0o755)
  }
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'icudtl.dat', 'resources.pak', 'v8_context_snapshot.bin'])
    writeFileSync(join(folder, name), '')
  for (const locale of ['de', 'en-US', 'zh-CN', 'zh-TW']) writeFileSync(join(folder, 'locales', `${locale}.pak`), '')
}
