/** The backend as ES modules in out/server; packages stay in node_modules (PGlite and argon2 bring their own binaries). */
import { cpSync } from 'node:fs'
import { build } from 'esbuild'

/** Entries by the name of their output. Threads are programs of their own. */
const entries = {
  sandbox: 'server/sandbox/index.ts',
  production: 'server/index.ts',
  'audit-verify': 'server/audit-verify.ts',
  'people-worker': 'server/sandbox/people/people-worker.ts',
}

/** @param {string} out folder */
export async function bundleServer(out) {
  await build({
    entryPoints: Object.entries(entries).map(([name, path]) => ({ in: path, out: name })),
    outdir: `${out}/server`,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
  cpSync('server/storage/pglite-worker.mjs', `${out}/server/pglite-worker.mjs`)
  cpSync('server/sandbox/voices', `${out}/voices`, { recursive: true })
}
