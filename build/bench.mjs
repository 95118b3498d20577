/**
 * `npm run bench -- --json FILE`: the figures of the running program, beside their targets; FILE gets name -> {value, unit, better}.
 * `npm run bench -- phone`: the named parts alone.
 */
import { spawnSync } from 'node:child_process'
import { ensureSystem, system } from './system-packages.mjs'

if (!ensureSystem([system.chromium, system.postgresql])) process.exit(1)
const built = spawnSync(process.execPath, ['build/build.mjs'], { stdio: 'inherit' })
if (built.status !== 0) process.exit(1)
const run = spawnSync(process.execPath, ['--import', 'tsx', 'tests/bench/run.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exit(run.status ?? 1)
