/**
 * `npm run audit:verify`: proves the audit trail of the database DATABASE_URL names, and names the first broken link.
 * Ends with 0 when it is whole, 1 when it is not, 2 when it could not be checked.
 */
import { ensureBuilt } from './build.mjs'

ensureBuilt()
const program = '../out/server/audit-verify.mjs'
const { verifyStoredAudit } = /** @type {typeof import('../server/audit-verify.ts')} */ (await import(program))
const every = 100_000
let told = 0
const verdict = await verifyStoredAudit(process.env, (/** @type {number} */ rows) => {
  if (rows - told < every) return
  told = rows
  console.error(`${rows} rows checked`)
}).catch((/** @type {unknown} */ error) => ({
  kind: /** @type {const} */ ('refused'),
  sentence: error instanceof Error ? error.message : String(error),
}))
if (verdict.kind === 'whole') console.log(`whole: ${verdict.rows} rows`)
else if (verdict.kind === 'broken') for (const sentence of verdict.sentences) console.log(sentence)
else console.error(verdict.sentence)
process.exit(verdict.kind === 'whole' ? 0 : verdict.kind === 'broken' ? 1 : 2)
