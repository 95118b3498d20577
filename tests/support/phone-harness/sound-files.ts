import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { bundleSound } from '#build/bundle-sound.mjs'
import { backendHeaders } from '#server/http/content-policy.ts'
import { fileHeaders } from '#shared/kit/page-headers.ts'

/** What the build makes for the phone's sound, with the headers of production. */
export interface SoundFiles {
  read(path: string): Promise<Buffer>
  headers(path: string, host: string): Record<string, string>
  remove(): Promise<void>
}

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.wasm': 'application/wasm' }

export async function buildSoundFiles(): Promise<SoundFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'lianxian-sound-'))
  await bundleSound(folder)
  return {
    read: (path) => readFile(join(folder, path)),
    headers: (path, host) => ({
      ...fileHeaders(path.slice(1), backendHeaders([host], [])),
      'content-type': types[extname(path)] ?? 'text/html; charset=utf-8',
    }),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
