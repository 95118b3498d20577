import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The server's one secret, 32 bytes, from its file in the data folder; made at the first start, readable by its owner alone. */
export function loadOrMakeKey(folder: string): Uint8Array {
  const path = join(folder, 'key')
  const fresh = `${path}.${process.pid}`
  try {
    return parseKey(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  writeFileSync(fresh, randomBytes(32).toString('base64'), { mode: 0o600 })
  try {
    linkSync(fresh, path)
  } finally {
    rmSync(fresh, { force: true })
  }
  return parseKey(readFileSync(path, 'utf8'))
}

/** Throws when the text is not 32 bytes in base64. */
export function parseKey(text: string): Uint8Array {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32) throw new Error('the server key is not 32 bytes in base64')
  return new Uint8Array(key)
}
