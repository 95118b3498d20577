import { readFile } from 'node:fs/promises'
import { extname, join, normalize, relative, sep } from 'node:path'

/** One file as it is sent. */
export interface StaticFile {
  readonly body: Buffer
  readonly type: string
  readonly cache: string
}

const typeOf: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

/** Built files with a hash in their name never change. */
const immutable = 'public, max-age=31536000, immutable'

/** Serves what the build left in `root`; nothing outside of it, no hidden files. Small and few: kept in memory once read. */
export function createStaticFiles(root: string): (path: string) => Promise<StaticFile | null> {
  const known = new Map<string, StaticFile>()
  const read = async (path: string): Promise<StaticFile | null> => {
    const file = normalize(join(root, path))
    const inside = relative(root, file)
    const type = typeOf[extname(file)]
    if (!type || inside.startsWith('..') || inside.split(sep).some((part) => part.startsWith('.'))) return null
    try {
      const body = await readFile(file)
      return { body, type, cache: inside.startsWith(`assets${sep}`) ? immutable : 'no-cache' }
    } catch (error) {
      if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null
      throw error
    }
  }
  return async (path) => {
    const found = known.get(path) ?? (await read(path))
    if (found) known.set(path, found)
    return found
  }
}
