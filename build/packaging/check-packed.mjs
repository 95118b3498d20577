/**
 * `node build/packaging/check-packed.mjs`: reads the fuses and the archive back from what `npm run dist` left in out/packages, on any system.
 * tests/packaging does the same around a stand-in for Electron; this is for the real one.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { binaryOf, fuses, fusesOf } from '../fuses.mjs'
import { compareContents, filesOf } from './archive-contents.mjs'

const packages = join(import.meta.dirname, '../../out/packages')
/** Folders of unpacked programs by the system they are for. @type {[RegExp, string][]} */
const systems = [
  [/^linux-(\w+-)?unpacked$/, 'linux'],
  [/^win-(\w+-)?unpacked$/, 'win32'],
  [/^mac(-arm64)?$/, 'darwin'],
]
const wanted = fuses.map(([, on]) => on)
const names = { executableName: 'lianxian', appInfo: { productFilename: 'Lianxian' } }

const found = readdirSync(packages).flatMap((name) => {
  const system = systems.find(([shape]) => shape.test(name))?.[1]
  return system ? [{ folder: join(packages, name), system }] : []
})
if (found.length === 0) throw new Error('nothing is packed: npm run dist -- --dir')
let faults = 0
for (const { folder, system } of found) {
  const binary = binaryOf({ appOutDir: folder, electronPlatformName: system, packager: names })
  const archive = join(folder, system === 'darwin' ? 'Lianxian.app/Contents/Resources' : 'resources', 'app.asar')
  const wires = fusesOf(readFileSync(binary))
  const { strange, missing } = compareContents(filesOf(listPackage(archive, { isPack: false })))
  const wrong = wires.filter((wire) => wire.join() !== wanted.join())
  faults += wrong.length + strange.length + missing.length
  console.log(`${folder}: ${wires.length} × ${wanted.length} fuses, archive of ${statSync(archive).size} bytes`)
  for (const fault of [...wrong.map(String), ...strange, ...missing]) console.log(`  WRONG ${fault}`)
}
process.exit(faults === 0 ? 0 : 1)
