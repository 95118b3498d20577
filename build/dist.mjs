/**
 * `npm run dist`: builds, then makes the packages of this system into out/packages. What follows `--` goes to electron-builder: `npm run dist -- --dir`
 * stops at the unpacked program. From the environment: LIANXIAN_UPDATE_URL (where updates are looked for when desk.json names no place),
 * LIANXIAN_PUBLISHER (the name in the certificate that signs for Windows), and electron-builder's own for signing.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const home = join(import.meta.dirname, '..')
const { LIANXIAN_UPDATE_URL, LIANXIAN_PUBLISHER } = process.env

/** A name that never resolves: a package of nobody's site updates from nowhere. */
const nowhere = 'https://updates.invalid/lianxian'

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
const node = (args, env = process.env) => {
  const { status } = spawnSync(process.execPath, args, { cwd: home, stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}

node(['build/build.mjs', 'renderer', 'main', 'trial'])
node(
  [
    'node_modules/electron-builder/cli.js',
    '--config',
    'electron-builder.yml',
    '--publish',
    'never',
    ...(LIANXIAN_PUBLISHER ? [`-c.win.signtoolOptions.publisherName=${LIANXIAN_PUBLISHER}`] : []),
    ...process.argv.slice(2),
  ],
  { ...process.env, LIANXIAN_UPDATE_URL: LIANXIAN_UPDATE_URL || nowhere },
)
