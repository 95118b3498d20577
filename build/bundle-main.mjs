/**
 * The shell in out/main: main.cjs, one preload-KIND.cjs a kind of window, and its icons. All packages are inside, so that the installed program needs
 * no node_modules; `electron` alone is the program's own. No source maps: they would be shipped.
 */
import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { build } from 'esbuild'
import { leftOutside, writeLicences } from './bundle-contents.mjs'

/** Kinds of windows (shared/contract/host/host-names.ts). */
const windows = ['desk', 'phone', 'toast', 'view']

/** @type {import('esbuild').BuildOptions} */
const alike = { bundle: true, format: 'cjs', external: ['electron'], logLevel: 'warning' }

/** @param {string} out folder @param {string} [entry] the program (a test may bundle a stand-in) @returns what it looks for when it runs */
export async function bundleMain(out, entry = 'main/index.ts') {
  const folder = `${out}/main`
  const main = await build({
    ...alike,
    metafile: true,
    entryPoints: [{ in: entry, out: 'main' }],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    target: 'node22',
    legalComments: 'none',
  })
  // A sandboxed preload has no modules and no Node: it is one small script for a page.
  const preloads = await build({
    ...alike,
    metafile: true,
    entryPoints: windows.map((kind) => ({ in: `main/preload/${kind}.ts`, out: `preload-${kind}` })),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    platform: 'browser',
    target: 'chrome140',
    minify: true,
  })
  writeLicences(main.metafile, `${folder}/licences.txt`)
  mkdirSync(`${folder}/icons`, { recursive: true })
  for (const icon of readdirSync('build/icons/made'))
    if (/^(icon|tray-.*)\.png$/.test(icon)) cpSync(`build/icons/made/${icon}`, `${folder}/icons/${icon}`)
  return { shell: leftOutside([main.metafile]), preloads: leftOutside([preloads.metafile]) }
}
