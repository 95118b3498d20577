import type { Clock } from '#shared/kit/clock.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Storage } from '../storage/query.ts'
import type { IdempotencyStore } from './idempotency.ts'

const everyMs = 3_600_000

/** Once an hour forgets the answers to commands older than a desk may be. @returns stops it */
export function startForgetting(ports: {
  readonly clock: Clock
  readonly storage: Pick<Storage, 'transaction'>
  readonly idempotency: IdempotencyStore
  readonly limits: { readonly rememberMs: number }
  onError(error: unknown, where: string): void
}): Disposer {
  const { clock } = ports
  let cancel = clock.after(everyMs, run)
  function run() {
    cancel = clock.after(everyMs, run)
    ports.storage
      .transaction(({ tx }) => ports.idempotency.forget(tx, clock.now() - ports.limits.rememberMs))
      .catch((error: unknown) => ports.onError(error, 'forgetting'))
  }
  return () => cancel()
}
