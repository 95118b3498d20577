import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fuses } from '#build/fuses.mjs'
import { compareContents, filesOf } from '#build/packaging/archive-contents.mjs'
import { type Packed, packForLinux } from './pack.ts'

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`

let packed: Packed
let archive = ''
let files: string[] = []

beforeAll(async () => {
  packed = await packForLinux()
  archive = join(packed.folder, 'resources/app.asar')
  files = filesOf(listPackage(archive, { isPack: false }))
})
afterAll(() => packed?.remove())

describe.skipIf(process.platform === 'win32')('The packed program', () => {
  it('holds what build/packaging/archive-contents.mjs lists and nothing else', () => {
    expect(compareContents(files)).toEqual({ strange: [], missing: [] })
    for (const [part, count] of [
      ['main/preload-', 4],
      ['icons/tray-', 14],
      ['trial/voices/D', 18],
    ] as const)
      expect(files.filter((file) => file.includes(part))).toHaveLength(count)
    console.log(`app.asar: ${files.length} files, ${megabytes(statSync(archive).size)}`)
  })

  it('has no native module, no package folder, no source map and no mention of one', () => {
    expect(files.filter((file) => /\.node$|\.map$|node_modules|\.tsx?$/.test(file))).toEqual([])
    const code = files.filter((file) => /\.([cm]?js|css)$/.test(file))
    const mentions = (file: string) => /^\/[/*][#@] sourceMappingURL=/m.test(extractFile(archive, file).toString())
    expect(code.filter(mentions)).toEqual([])
  })

  it('leaves nothing beside the archive: no unpacked files, no default program of Electron', () => {
    expect(readdirSync(join(packed.folder, 'resources')).sort()).toEqual(['app-update.yml', 'app.asar'])
  })

  it('starts the shell, under the name its data folder has', () => {
    const about = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>
    expect(about).toMatchObject({ name: 'lianxian', main: 'out/main/main.cjs', desktopName: 'lianxian.desktop' })
    // The uninstallers remove folders named by `name`; a productName would come before it.
    expect(about).not.toHaveProperty('productName')
    expect(about).not.toHaveProperty('devDependencies')
    expect(about).not.toHaveProperty('scripts')
  })

  it('has all nine fuses as decided, read back from its binary by @electron/fuses', async () => {
    const { version, ...wire } = await getCurrentFuseWire(join(packed.folder, 'lianxian'))
    expect(version).toBe('1')
    const read = Object.entries(wire).map(([place, state]) => [Number(place), String.fromCharCode(Number(state))])
    expect(read).toEqual(fuses.map(([, on], place) => [place, on ? '1' : '0']))
    expect(read).toHaveLength(9)
    // The eight names that package knows are at the places the table says; the ninth, WasmTrapHandlers, it has no name for.
    const names = fuses.slice(0, 8).map(([name]) => FuseV1Options[name as keyof typeof FuseV1Options])
    expect(names).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  it('knows where updates are kept, so that electron-updater never runs without its file', () => {
    const file = join(packed.folder, 'resources/app-update.yml')
    expect(existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain('provider: generic')
    expect(readFileSync(file, 'utf8')).toContain('url: https://updates.invalid/lianxian')
  })

  it('brings the texts of Chromium in its own languages only', () => {
    expect(readdirSync(join(packed.folder, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak'])
  })
})
