import { extname, isAbsolute, join, relative, sep } from 'node:path'

/** One file as it is sent. */
export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
}

/** What is used of `node:fs/promises`. */
export interface PageDisk {
  /** The place a path leads to when every link on it is followed. */
  realpath(path: string): Promise<string>
  readFile(path: string): Promise<Uint8Array<ArrayBuffer>>
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
}

const missing = ['ENOENT', 'EISDIR', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']

/**
 * Reads what the build left in `root`, and nothing outside of it, whatever links lie there. Small and few: kept in memory once read.
 * @returns by a path with plain slashes, relative to `root`: the file; null: no such file
 */
export function createPageFiles(root: string, disk: PageDisk): (path: string) => Promise<PageFile | null> {
  const known = new Map<string, PageFile>()
  const read = async (path: string): Promise<PageFile | null> => {
    const type = typeOf[extname(path)]
    if (type === undefined) return null
    try {
      const real = await disk.realpath(join(root, path))
      const inside = relative(await disk.realpath(root), real)
      if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null
      return { body: await disk.readFile(real), type }
    } catch (error) {
      if (missing.includes((error as NodeJS.ErrnoException).code ?? '')) return null
      throw error
    }
  }
  return async (path) => {
    const found = known.get(path) ?? (await read(path))
    if (found) known.set(path, found)
    return found
  }
}
