import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStaticFiles } from '#server/http/static-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianxian-files-'))
const root = join(folder, 'pages')
beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(root, '.git'))
  for (const path of ['page.html', 'assets/a-1.js', '.hidden.json', '.git/config.json', 'key.pem', '../outside.json'])
    writeFileSync(join(root, path), path)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the built pages', () => {
  it('are given with their type, and kept for good where their name holds a hash', async () => {
    const files = createStaticFiles(root)
    expect(await files('/page.html')).toMatchObject({ type: 'text/html; charset=utf-8', cache: 'no-cache' })
    expect((await files('/assets/a-1.js'))?.cache).toContain('immutable')
  })

  it.each([
    '/../outside.json',
    '../outside.json',
    '/assets/../../outside.json',
    '/.hidden.json',
    '/.git/config.json',
    '/key.pem',
    '/page.html/x.html',
    '/assets',
    '/nothing.html',
  ])('are all that is given: not %s', async (path) => {
    expect(await createStaticFiles(root)(path)).toBeNull()
  })
})
