import type { Logger } from 'pino'
import type { Clock } from '#shared/kit/clock.ts'
import type { AppOptions } from './app-options.ts'
import { createMetrics, type Metrics } from './http/metrics.ts'
import type { Link } from './link/link-options.ts'
import { createLog } from './log.ts'
import type { SipEdge } from './ports/sip.ts'
import type { DismissReader, TopicPublisher } from './ports/topics.ts'
import { migrations } from './storage/migrations.ts'
import { type OpenStorage, openStorage } from './storage/storage.ts'
import { systemClock } from './system-clock.ts'

/** What is known only once the last parts are open. */
export interface LateParts {
  link: Link | null
  edge: SipEdge | null
  /** The port the server came to listen on; 0 before. */
  port: number
}

/** What every part of the backend stands on. */
export interface Base {
  readonly options: AppOptions
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly storage: OpenStorage
  /** Says topics to the desks; before the link is open nobody listens, and whoever comes gets a snapshot. */
  readonly publisher: TopicPublisher
  readonly dismiss: DismissReader
  readonly late: LateParts
  /** A handler of bugs and outages outside any request, named after the place. */
  readonly onError: (where: string) => (error: unknown) => void
}

/** Opens log, counters and database. */
export async function openBase(options: AppOptions): Promise<Base> {
  const log = createLog(options.logLevel)
  const metrics = createMetrics()
  const onError = (where: string) => (error: unknown) => {
    metrics.error(where)
    log.error({ error, where }, 'failed')
  }
  const storage = await openStorage({ site: options.storage, migrations, onError: onError('storage') })
  const late: LateParts = { link: null, edge: null, port: 0 }
  const publisher: TopicPublisher = { publish: (ref, set, gone) => late.link?.publisher.publish(ref, set, gone) }
  const dismiss: DismissReader = (ref, seat) => late.link?.dismiss(ref, seat)
  return { options, clock: systemClock, log, metrics, storage, publisher, dismiss, late, onError }
}
