import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileStore } from '#server/ticket/attachment/file-store.ts'
import { createFolderFiles } from '#server/ticket/attachment/folder-files.ts'
import { createS3Files } from '#server/ticket/attachment/s3-files.ts'
import { startObjectStore } from '#tests/support/object-store.ts'

const secret = 'a-secret-of-this-test'
const address = 'ab'.repeat(32)
let folder: string
let objects: Awaited<ReturnType<typeof startObjectStore>>
let id = 0
const newId = () => `incoming-${id++}`
const incoming = () => join(folder, 'incoming')
const s3 = (more: { secret?: string } = {}) =>
  createS3Files({ url: objects.url, region: 'cn-north-1', keyId: 'key', secret, incoming: incoming(), ...more }, newId)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lianxian-stores-'))
  objects = await startObjectStore(secret)
})
afterEach(async () => {
  await objects.close()
  rmSync(folder, { recursive: true, force: true })
})

async function bring(store: FileStore, text: string) {
  const file = await store.begin()
  await file.write(Buffer.from(text))
  return file
}
async function textOf(store: FileStore): Promise<string | null> {
  const found = await store.open(address)
  if (found === null) return null
  const parts: Uint8Array[] = []
  for await (const part of found) parts.push(part)
  return Buffer.concat(parts).toString()
}

describe.each([
  ['a folder', () => createFolderFiles(folder, newId)],
  ['a store of objects', () => s3()],
])('%s', (_name, make) => {
  it('keeps a file under its address, gives it back as often as it is asked for, and removes it', async () => {
    const store = make()
    const file = await bring(store, '井盖')
    expect(await textOf(store)).toBeNull()
    await file.keep(address)
    await file.drop()
    expect(await textOf(store)).toBe('井盖')
    expect(await textOf(store)).toBe('井盖')
    expect(readdirSync(incoming())).toEqual([])
    await store.remove(address)
    await store.remove(address)
    expect(await textOf(store)).toBeNull()
  })

  it('keeps nothing of a file that was dropped, and sweeps what never arrived', async () => {
    const store = make()
    await (await bring(store, 'half')).drop()
    expect(readdirSync(incoming())).toEqual([])
    await bring(store, 'left behind')
    await store.sweep(Date.now() - 60_000)
    expect(readdirSync(incoming())).toHaveLength(1)
    await store.sweep(Date.now() + 60_000)
    expect(readdirSync(incoming())).toEqual([])
    expect(objects.objects.size).toBe(0)
  })
})

describe('a store of objects', () => {
  it('that refuses is an error, and nothing is taken for kept, missing or removed', async () => {
    const other = s3({ secret: 'another' })
    await expect((await bring(other, 'x')).keep(address)).rejects.toThrow('status 403')
    expect(objects.objects.size).toBe(0)
    const file = await bring(s3(), 'x')
    await file.keep(address)
    objects.state.status = 503
    await expect(s3().open(address)).rejects.toThrow('status 503')
    await expect(s3().remove(address)).rejects.toThrow('status 503')
    objects.state.status = 0
    expect(await textOf(s3())).toBe('x')
  })

  it('that is not there is an error', async () => {
    const store = s3()
    const file = await bring(store, 'x')
    await objects.close()
    await expect(file.keep(address)).rejects.toThrow()
    objects = await startObjectStore(secret)
  })
})
