/**
 * The backend the installed program tries the desk on, in out/trial: trial.mjs, its threads, the voices, and the embedded database in pglite/. It needs no
 * node_modules and no native module, so that one folder serves every system and processor from inside the archive.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { build } from 'esbuild'
import { leftOutside, writeLicences } from './bundle-contents.mjs'

const pglite = 'node_modules/@electric-sql/pglite'
const trigrams = '@electric-sql/pglite/contrib/pg_trgm'

/** Packages written as CommonJS ask for Node's own modules by `require`. */
const banner = {
  js: "import { createRequire as makeRequire } from 'node:module'\nconst require = makeRequire(import.meta.url)",
}

/** @type {import('esbuild').BuildOptions} */
const alike = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outExtension: { '.js': '.mjs' },
  banner,
  // Optional parts in C++ that ws and pg look for and do without.
  external: ['bufferutil', 'utf-8-validate', 'pg-native'],
  alias: {
    '@node-rs/argon2': resolve('server/sandbox/argon2-wasm.ts'),
    '@node-rs/jieba': resolve('server/sandbox/jieba-plain.ts'),
    '@node-rs/jieba/dict.js': resolve('server/sandbox/jieba-plain.ts'),
  },
  logLevel: 'warning',
}

/** PGlite finds its files beside its own code, so it is not bundled but copied. @type {import('esbuild').Plugin} */
const pgliteBeside = {
  name: 'pglite-beside',
  setup({ onResolve }) {
    const places = { '@electric-sql/pglite': './pglite/index.js', [trigrams]: './pglite/contrib/pg_trgm.js' }
    for (const [name, path] of Object.entries(places))
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path, external: true }))
  },
}

/** The code of PGlite that is reached, and the files that code opens beside itself. @returns {Promise<string[]>} relative to its dist */
async function pgliteFiles() {
  const dist = resolve(pglite, 'dist')
  const { metafile } = await build({
    entryPoints: [join(dist, 'index.js'), join(dist, 'contrib/pg_trgm.js')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    outdir: dist,
    metafile: true,
    logLevel: 'error',
  })
  const code = Object.keys(metafile.inputs).map((input) => resolve(input))
  const opened = code.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/new URL\("([^"]+\.(?:wasm|data|tar\.gz))",\s*import\.meta\.url\)/g)].map(
      ([, name = '']) => resolve(dirname(file), name),
    ),
  )
  return [...new Set([...code, ...opened])].map((file) => relative(dist, file)).sort()
}

/** @param {string} folder */
async function copyPglite(folder) {
  mkdirSync(folder, { recursive: true })
  for (const file of await pgliteFiles()) {
    if (file.endsWith('.js')) {
      const text = readFileSync(join(pglite, 'dist', file), 'utf8')
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, '\n'))
    } else cpSync(join(pglite, 'dist', file), join(folder, file))
  }
  const { name, version, license } = JSON.parse(readFileSync(join(pglite, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, license, type: 'module' }))
  cpSync(join(pglite, 'LICENSE'), join(folder, 'LICENSE'))
}

/** @param {string} out folder @param {string} [entry] the program (tests bundle a stand-in) @returns what it looks for when it runs */
export async function bundleTrial(out, entry = 'server/sandbox/trial.ts') {
  const outdir = `${out}/trial`
  const program = await build({
    ...alike,
    metafile: true,
    entryPoints: [
      { in: entry, out: 'trial' },
      { in: 'server/sandbox/people/people-worker.ts', out: 'people-worker' },
    ],
    outdir,
  })
  const database = await build({
    ...alike,
    metafile: true,
    entryPoints: [{ in: 'server/storage/pglite-worker.mjs', out: 'pglite-worker' }],
    outdir,
    plugins: [pgliteBeside],
  })
  writeLicences(program.metafile, `${outdir}/licences.txt`)
  await copyPglite(`${outdir}/pglite`)
  cpSync('server/sandbox/voices', `${outdir}/voices`, { recursive: true })
  return leftOutside([program.metafile, database.metafile])
}
