import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { hallDay } from '#shared/kit/hall-day.ts'
import type { Db, Storage, Tx } from '../storage/query.ts'
import { trailFrom } from './audit.repository.ts'
import type { AuditEntry } from './audit.rules.ts'
import { type Anchor, anchorOf, createDayCutter, type DayEnd } from './audit-anchor.rules.ts'

/** All anchors, the oldest first. */
export const readAnchors = (db: Db): Promise<Anchor[]> =>
  db.selectFrom('ticket_audit_anchors').selectAll().orderBy('seq').execute()

const lastAnchor = (db: Db): Promise<Anchor | undefined> =>
  db.selectFrom('ticket_audit_anchors').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()

/** Anchors every day that is over. Several nodes may do so at once: a day has one anchor. @param now ms since the epoch */
export async function anchorDays({ db, transaction }: Storage, now: number): Promise<void> {
  const today = hallDay(now).day
  const cutter = createDayCutter()
  const ends: DayEnd[] = []
  for await (const rows of trailFrom(db, (await lastAnchor(db))?.seq ?? 0)) {
    ends.push(...rows.flatMap((row) => cutter.push(row, (JSON.parse(row.entry) as AuditEntry).at) ?? []))
    // A start in the evening does not read all of the day.
    if ((cutter.open()?.day ?? '') >= today) break
  }
  const last = cutter.open()
  if (last) ends.push(last)
  const over = ends.filter(({ day }) => day < today)
  if (over.length > 0) await transaction(({ tx }) => storeAnchors(tx, over))
}

async function storeAnchors(tx: Tx, ends: readonly DayEnd[]): Promise<void> {
  // Another node may have been first.
  await tx.selectFrom('ticket_audit_head').select('seq').where('id', '=', 1).forUpdate().execute()
  let before = await lastAnchor(tx)
  for (const end of ends) {
    if (before && end.seq <= before.seq) continue
    before = anchorOf(before?.anchor ?? '', end)
    await tx.insertInto('ticket_audit_anchors').values(before).execute()
  }
}

/** After midnight the last writers are done by then, ms. */
const graceMs = 5 * 60_000

export interface AnchorParts {
  readonly storage: Storage
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** Anchors what is due at once, then a while after each of the hall's midnights. */
export function startAuditAnchors({ storage, clock, onError }: AnchorParts): { close(): Promise<void> } {
  let closed = false
  let cancel: Disposer = () => undefined
  let tail: Promise<void> = Promise.resolve()
  const run = () => {
    // Shortly after midnight the day before is not quite over.
    tail = tail.then(() => anchorDays(storage, clock.now() - graceMs)).catch(onError)
    if (!closed) cancel = clock.after(hallDay(clock.now()).end + graceMs - clock.now(), run)
  }
  run()
  return {
    async close() {
      closed = true
      cancel()
      await tail
    },
  }
}
