/** `npm run server`: the backend of a site, from environment variables (server/config.ts names them), without the sandbox. */
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'

ensureBuilt()
const program = '../out/server/production.mjs'
const { startProduction } = /** @type {typeof import('../server/index.ts')} */ (await import(program))
const started = await startProduction(process.env, join(import.meta.dirname, '..', 'out', 'renderer')).catch(
  (/** @type {unknown} */ error) => {
    if (error instanceof Error && error.name === 'UnfitDatabase')
      return { ok: /** @type {const} */ (false), sentence: error.message }
    throw error
  },
)
if (!started.ok) {
  console.error(started.sentence)
  process.exit(2)
}
let ending = false
const end = async () => {
  if (ending) return
  ending = true
  await started.app.close()
  process.exit(0)
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
