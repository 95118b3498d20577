// @ts-check
/**
 * PGlite in a thread of its own: it computes on the thread that calls it, and that must not be the one of SIP and sockets.
 * Plain JavaScript, because a worker's file is loaded as it is, from the sources as from the bundle.
 * Messages in: {id, op: 'query', sql, params} or {id, op: 'close'}; out: {id, rows, command, rowCount} or {id, fault}.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'

const port = parentPort
if (!port) throw new Error('runs as a worker only')

/** @type {Record<number, (text: string) => unknown>} the same forms as server/storage/parsers.ts asks of pg */
const parsers = {
  [types.INT8]: (text) => {
    const value = Number(text)
    if (!Number.isSafeInteger(value)) throw new Error('a bigint beyond 2^53')
    return value
  },
  [types.NUMERIC]: (text) => text,
  [types.DATE]: (text) => text,
  [types.TIMESTAMP]: (text) => text,
  [types.TIMESTAMPTZ]: (text) => text,
}

/** @type {Promise<PGlite>} */
const opening = PGlite.create({
  ...(workerData.dataDir === null ? {} : { dataDir: workerData.dataDir }),
  ...(workerData.image === null ? {} : { loadDataDir: new Blob([workerData.image]) }),
  extensions: { pg_trgm },
  parsers,
})

/** @param {unknown} error */
const faultOf = (error) => {
  const { message, code, constraint, table, detail } = /** @type {Record<string, unknown>} */ (error)
  return { message: String(message), code, constraint, table, detail }
}

/** @param {{ op: string, sql: string, params: unknown[] }} order */
const obey = async ({ op, sql, params }) => {
  const database = await opening
  if (op === 'query') {
    const { rows, affectedRows, command } =
      /** @type {{ rows: unknown[], affectedRows?: number, command?: string }} */ (await database.query(sql, params))
    return { rows, command: command ?? '', rowCount: command === 'SELECT' ? rows.length : (affectedRows ?? 0) }
  }
  if (op === 'image') return { image: await (await database.dumpDataDir('none')).arrayBuffer() }
  await database.query('checkpoint')
  await database.close()
  return {}
}

port.on('message', (/** @type {{ id: number, op: string, sql: string, params: unknown[] }} */ order) => {
  obey(order).then(
    (answer) => port.postMessage({ id: order.id, ...answer }),
    (error) => port.postMessage({ id: order.id, fault: faultOf(error) }),
  )
})
