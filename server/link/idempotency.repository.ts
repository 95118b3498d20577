import { commandAckSchema } from '#shared/contract/socket/envelope.ts'
import type { LinkTables } from '../storage/tables/link.ts'
import type { IdempotencyStore } from './idempotency.ts'

/** The idempotency store on the one database. */
export const idempotencyRepository: IdempotencyStore = {
  async claim(tx, claim) {
    const db = tx.withTables<LinkTables>()
    // A second transaction with this key waits here for the first, then sees its committed row.
    const fresh = await db
      .insertInto('command_keys')
      .values({ ...claim, ack: null })
      .onConflict((conflict) => conflict.columns(['seat', 'key']).doNothing())
      .returning('key')
      .executeTakeFirst()
    if (fresh) return { kind: 'fresh' }
    const seen = await db
      .selectFrom('command_keys')
      .select(['name', 'digest', 'ack'])
      .where('seat', '=', claim.seat)
      .where('key', '=', claim.key)
      .executeTakeFirstOrThrow()
    if (seen.ack === null) throw new Error('a committed command key without its answer')
    return { kind: 'seen', name: seen.name, digest: seen.digest, ack: commandAckSchema.parse(JSON.parse(seen.ack)) }
  },
  async keep(tx, { seat, key }, ack) {
    await tx
      .withTables<LinkTables>()
      .updateTable('command_keys')
      .set({ ack: JSON.stringify(ack) })
      .where('seat', '=', seat)
      .where('key', '=', key)
      .execute()
  },
  async forget(tx, before) {
    await tx.withTables<LinkTables>().deleteFrom('command_keys').where('at', '<', before).execute()
  },
}
