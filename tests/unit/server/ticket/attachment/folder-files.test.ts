import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { randomId } from '#server/system-clock.ts'
import type { FileStore } from '#server/ticket/attachment/file-store.ts'
import { createFolderFiles } from '#server/ticket/attachment/folder-files.ts'

let folder = ''
let store: FileStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxian-folder-'))
  store = createFolderFiles(join(folder, 'files'), randomId)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const textOf = async (file: AsyncIterable<Uint8Array> | null) => {
  if (file === null) return null
  const pieces: Uint8Array[] = []
  for await (const piece of file) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}
const written = async (...pieces: string[]) => {
  const file = await store.begin()
  for (const piece of pieces) await file.write(Buffer.from(piece))
  return file
}
const paths = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))

describe('The folder of files', () => {
  it('shows a file under its address once it is kept, and not before', async () => {
    const file = await written('one ', 'two')
    expect(await textOf(file.read())).toBe('one two')
    expect(await store.open('abcd')).toBeNull()
    await file.keep('abcd')
    await file.drop()
    expect(await textOf(await store.open('abcd'))).toBe('one two')
    expect(paths()).toEqual([join(folder, 'files', 'ab', 'abcd')])
  })
  it('is readable by the backend’s user alone', async () => {
    await (await written('x')).keep('abcd')
    for (const path of paths()) expect(statSync(path).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'files', 'ab')).mode & 0o077).toBe(0)
  })
  it('keeps nothing of a file that was dropped, and one kept again stands once', async () => {
    await (await written('gone')).drop()
    expect(paths()).toEqual([])
    for (const text of ['first', 'second']) await (await written(text)).keep('abcd')
    expect(paths()).toHaveLength(1)
    expect(await textOf(await store.open('abcd'))).toBe('second')
  })
  it('removes what is there, and nothing where there is nothing', async () => {
    await (await written('x')).keep('abcd')
    await store.remove('abcd')
    await store.remove('abcd')
    expect(await store.open('abcd')).toBeNull()
  })
  it('sweeps what began to come in before, and leaves what comes in now', async () => {
    await store.sweep(Date.now())
    const file = await written('half')
    const began = statSync(paths()[0] ?? '').mtimeMs
    await store.sweep(began)
    expect(paths()).toHaveLength(1)
    await store.sweep(began + 1)
    expect(paths()).toEqual([])
    await file.drop()
  })
})
