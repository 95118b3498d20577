import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPageFiles } from '#main/pages/page-files.ts'

let folder = ''
const root = () => join(folder, 'pages')
const read = (path: string) => createPageFiles(root(), { realpath, readFile })(path)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxian-pages-'))
  mkdirSync(join(root(), 'assets'), { recursive: true })
  mkdirSync(join(root(), 'desk'))
  mkdirSync(join(folder, 'pages-beside'))
  writeFileSync(join(root(), 'desk', 'index.html'), '<!doctype html>')
  writeFileSync(join(root(), 'assets', 'desk-x.js'), 'start()')
  writeFileSync(join(root(), 'assets', 'private.key'), 'x')
  writeFileSync(join(folder, 'secret.js'), 'secret')
  writeFileSync(join(folder, 'pages-beside', 'x.js'), 'secret')
  symlinkSync(join(folder, 'secret.js'), join(root(), 'assets', 'out.js'))
  symlinkSync('../../secret.js', join(root(), 'assets', 'relative.js'))
  symlinkSync(folder, join(root(), 'assets', 'up'))
  symlinkSync(join(folder, 'pages-beside'), join(root(), 'assets', 'beside'))
  symlinkSync('circle.js', join(root(), 'assets', 'circle.js'))
  symlinkSync('desk-x.js', join(root(), 'assets', 'in.js'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the files of our pages', () => {
  it('are read with their type', async () => {
    const page = await read('desk/index.html')
    expect(page).toMatchObject({ type: 'text/html; charset=utf-8' })
    const script = await read('assets/desk-x.js')
    expect(script).toMatchObject({ type: 'text/javascript; charset=utf-8' })
    expect(new TextDecoder().decode(script?.body)).toBe('start()')
    expect(await read('assets/in.js')).not.toBeNull()
  })

  it.each([
    'assets/out.js',
    'assets/relative.js',
    'assets/up/secret.js',
    'assets/beside/x.js',
    'assets/circle.js',
    '../secret.js',
    '../pages-beside/x.js',
    'assets/private.key',
    'assets/none.js',
    'assets',
    'assets/desk-x.js/x.js',
    'desk/index.html/x.js',
    `assets/${'x'.repeat(300)}.js`,
    '',
  ])('are not %j', async (path) => {
    expect(await read(path)).toBeNull()
  })

  it('are read from the disk once', async () => {
    let reads = 0
    const files = createPageFiles('root', {
      realpath: async (path) => path,
      readFile: async () => {
        reads += 1
        return new Uint8Array(1)
      },
    })
    await files('assets/x.js')
    await files('assets/x.js')
    expect(reads).toBe(1)
  })

  it('let a fault of the disk be seen', async () => {
    const fault = Object.assign(new Error('bad disk'), { code: 'EIO' })
    const files = createPageFiles('root', { realpath: async (path) => path, readFile: () => Promise.reject(fault) })
    await expect(files('assets/x.js')).rejects.toBe(fault)
  })
})
