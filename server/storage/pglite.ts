import { Worker } from 'node:worker_threads'
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { createMutex } from './mutex.ts'

/** An error of the database; `code` is the SQLSTATE, as pg gives it too. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault'
  readonly code: string | undefined
  readonly constraint: string | undefined

  constructor(fault: { message: string; code?: string; constraint?: string }) {
    super(fault.message)
    this.code = fault.code
    this.constraint = fault.constraint
  }
}

interface Answer {
  readonly id: number
  readonly rows?: unknown[]
  readonly command?: string
  readonly rowCount?: number
  readonly image?: ArrayBuffer
  readonly fault?: { message: string; code?: string; constraint?: string }
}

/** The embedded database behind the interface kysely's PostgreSQL dialect wants of a pool. */
export interface EmbeddedPool extends PostgresPool {
  /** The whole data folder as one image, to start another from (tests). */
  image(): Promise<Uint8Array<ArrayBuffer>>
}

export interface EmbeddedOptions {
  /** Data folder; null: in memory. */
  readonly dataDir: string | null
  /** An image to start from; null: an empty database. */
  readonly image: Uint8Array<ArrayBuffer> | null
  /** The worker ended by itself: the program cannot go on. */
  readonly onLost: (error: Error) => void
}

/** Opens PGlite in a worker. There is one connection: whoever holds a client makes the others wait in turn. */
export function openEmbedded(options: EmbeddedOptions): EmbeddedPool {
  const worker = new Worker(new URL('./pglite-worker.mjs', import.meta.url), {
    workerData: { dataDir: options.dataDir, image: options.image },
  })
  const waiting = new Map<number, { done: (answer: Answer) => void; failed: (error: Error) => void }>()
  let last = 0
  let ended = false
  const lose = (error: Error) => {
    if (ended) return
    ended = true
    for (const { failed } of waiting.values()) failed(error)
    waiting.clear()
    options.onLost(error)
  }
  worker.on('message', (answer: Answer) => {
    const order = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.fault) order?.failed(new DatabaseFault(answer.fault))
    else order?.done(answer)
  })
  worker.on('error', lose)
  worker.on('exit', () => lose(new Error('the database worker ended')))
  const ask = (order: { op: string; sql?: string; params?: readonly unknown[] }) =>
    new Promise<Answer>((done, failed) => {
      if (ended) return failed(new Error('the database is closed'))
      last += 1
      waiting.set(last, { done, failed })
      worker.postMessage({ id: last, ...order })
    })
  return assemble(ask, async () => {
    await ask({ op: 'close' })
    ended = true
    await worker.terminate()
  })
}

type Ask = (order: { op: string; sql?: string; params?: readonly unknown[] }) => Promise<Answer>

function assemble(ask: Ask, close: () => Promise<void>): EmbeddedPool {
  const mutex = createMutex()
  const query = async (sql: string, params: readonly unknown[]) => {
    const { rows = [], command = '', rowCount = 0 } = await ask({ op: 'query', sql, params })
    return { rows, rowCount, command } as PostgresQueryResult<unknown>
  }
  return {
    async connect() {
      const release = await mutex.take()
      return { query, release } as PostgresPoolClient
    },
    async image() {
      const { image } = await ask({ op: 'image' })
      return new Uint8Array(image ?? new ArrayBuffer(0))
    },
    async end() {
      await mutex.take()
      await close()
    },
  }
}
