import { readDatabaseUrl } from './config.ts'
import { readStorage } from './storage/storage.ts'
import { type AuditReport, verifyAudit } from './ticket/audit-check.ts'

/** How a check ended: whole, broken, or not to be made. */
export type AuditVerdict =
  | { readonly kind: 'whole'; readonly rows: number }
  | { readonly kind: 'broken'; readonly sentences: readonly string[] }
  | { readonly kind: 'refused'; readonly sentence: string }

const reasons = {
  changed: 'the entry was changed',
  removed: 'rows are gone from here on',
  misplaced: 'the row does not follow the one before: it was slipped in, moved or exchanged',
  cut: 'the end of the trail is gone',
  anchor: 'the anchor of the day says something else: the trail was written anew',
  'no-anchor': 'the day that ended here has no anchor',
} as const

/** The report in sentences, the first broken link first. */
function sayReport({ brokenAt, changedTickets }: AuditReport): readonly string[] {
  const link = brokenAt && [
    `row ${brokenAt.seq}${brokenAt.ticketNo === null ? '' : ` (ticket ${brokenAt.ticketNo})`}: ${reasons[brokenAt.why]}`,
  ]
  return [...(link ?? []), ...changedTickets.map((no) => `ticket ${no} is not what its last entry says`)]
}

/** Checks the audit trail of the database the environment names, as it stands at one moment; changes nothing in it. @param onProgress hears of rows checked */
export async function verifyStoredAudit(
  environment: NodeJS.ProcessEnv,
  onProgress: (rows: number) => void,
): Promise<AuditVerdict> {
  const url = readDatabaseUrl(environment)
  if (!url.ok) return { kind: 'refused', sentence: url.sentence }
  let rows = 0
  const options = {
    now: Date.now(),
    onProgress(checked: number) {
      rows = checked
      onProgress(checked)
    },
  }
  const site = { kind: 'postgres', url: url.value } as const
  const report = await readStorage({ site, onError: throwIt }, (db) => verifyAudit(db, options))
  const sentences = sayReport(report)
  return sentences.length === 0 ? { kind: 'whole', rows } : { kind: 'broken', sentences }
}

const throwIt = (error: Error): never => {
  throw error
}
