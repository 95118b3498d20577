/**
 * The nine fuses of Electron's binary (quality: https://www.electronjs.org/docs/latest/tutorial/fuses): switches a person with a file editor cannot
 * turn back without breaking the signature. Flipped by electron-builder's `afterPack`, right before signing, and strictly: a binary with a fuse that is
 * not in the table, or without one that is, is no binary we know, and packaging stops.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** By their place in the wire. @type {readonly (readonly [name: string, on: boolean])[]} */
export const fuses = [
  ['RunAsNode', false],
  ['EnableCookieEncryption', true],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  ['GrantFileProtocolExtraPrivileges', false],
  ['WasmTrapHandlers', true],
]

/** What stands before the wire in every Electron binary; then a byte of version, one of length, and one a fuse. */
export const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const [off, on, removed] = Buffer.from('01r')

/** @param {Buffer} binary @returns {number[]} where its wires begin: a universal binary has two */
function wiresOf(binary) {
  const starts = []
  for (let at = binary.indexOf(sentinel); at !== -1; at = binary.indexOf(sentinel, at + 1))
    starts.push(at + sentinel.length)
  if (starts.length === 0) throw new Error('no fuses in this binary: is it Electron?')
  return starts
}

/** @param {Buffer} binary changed in place */
export function flip(binary) {
  for (const start of wiresOf(binary)) {
    const [version, length] = binary.subarray(start, start + 2)
    if (version !== 1 || length !== fuses.length)
      throw new Error(
        `the binary has ${length} fuses of version ${version}, build/fuses.mjs knows ${fuses.length} of 1`,
      )
    for (const [at, [name, wanted]] of fuses.entries()) {
      if (binary[start + 2 + at] === removed) throw new Error(`Electron has no fuse ${name} any more`)
      binary[start + 2 + at] = (wanted ? on : off) ?? 0
    }
  }
}

/** @param {Buffer} binary @returns {boolean[][]} the states of each wire in it */
export const fusesOf = (binary) =>
  wiresOf(binary).map((start) =>
    [...binary.subarray(start + 2, start + 2 + (binary[start + 1] ?? 0))].map((state) => state === on),
  )

/** Where the fuses are, from where electron-builder packed to. @param {{ appOutDir: string, electronPlatformName: string, packager: { executableName?: string, appInfo: { productFilename: string } } }} context */
export function binaryOf({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename
  if (electronPlatformName === 'darwin')
    return join(appOutDir, `${name}.app/Contents/Frameworks/Electron Framework.framework/Electron Framework`)
  return join(appOutDir, electronPlatformName === 'win32' ? `${name}.exe` : (packager.executableName ?? name))
}

/** @param {Parameters<typeof binaryOf>[0]} context what electron-builder hands to `afterPack` */
export default function afterPack(context) {
  const file = binaryOf(context)
  const binary = readFileSync(file)
  flip(binary)
  writeFileSync(file, binary)
  if (context.electronPlatformName !== 'darwin' || process.platform !== 'darwin') return
  // Apple's processors start nothing whose signature is broken, and a build without a certificate is not signed again.
  const app = join(context.appOutDir, `${context.packager.appInfo.productFilename}.app`)
  const args = ['--sign', '-', '--force', '--preserve-metadata=entitlements,requirements,flags,runtime', '--deep', app]
  const signed = spawnSync('codesign', args, { stdio: 'inherit' })
  if (signed.status !== 0) throw new Error(`codesign ended with ${signed.status}`)
}
