import { Pool, type PoolConfig, TypeOverrides, types } from 'pg'

/** The same forms as pglite-worker.mjs gives: bigint as number, numeric, dates and times as text. */
function parsers(): TypeOverrides {
  const overrides = new TypeOverrides()
  const text = (value: string) => value
  overrides.setTypeParser(types.builtins.INT8, (value) => {
    const number = Number(value)
    if (!Number.isSafeInteger(number)) throw new Error('a bigint beyond 2^53')
    return number
  })
  for (const type of [
    types.builtins.NUMERIC,
    types.builtins.DATE,
    types.builtins.TIMESTAMP,
    types.builtins.TIMESTAMPTZ,
  ])
    overrides.setTypeParser(type, text)
  return overrides
}

/** Opens a pool on a PostgreSQL server. `onIdleError` hears of connections that broke while nobody used them. */
export function openPostgres(url: string, onIdleError: (error: Error) => void): Pool {
  const config: PoolConfig = {
    connectionString: url,
    types: parsers(),
    max: 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'lianxian',
  }
  const pool = new Pool(config)
  // What breaks while the pool is being closed is nobody's loss.
  pool.on('error', (error) => {
    if (!pool.ending) onIdleError(error)
  })
  // The pool lets go of a client before its connection is closed: what breaks in between would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
