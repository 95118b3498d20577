import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readDirectory } from '#server/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianxian-directory-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'directory.json')
const read = (text: string) => {
  writeFileSync(path, text)
  return readDirectory(path)
}
const entry = { id: 'd1', kind: 'department', name: '值班席', number: '61001', unit: '市民政局' }

describe("a site's file of the directory", () => {
  it('may be missing, and may leave out what an entry does not have', () => {
    expect(readDirectory(undefined)).toEqual({ ok: true, value: [] })
    expect(read(JSON.stringify([entry]))).toEqual({
      ok: true,
      value: [{ ...entry, languages: [], matters: [], places: [], aliases: [] }],
    })
  })

  it('is refused with a sentence that names the field', () => {
    expect(read(JSON.stringify([{ ...entry, matters: ['01'] }]))).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('0.matters.0'),
    })
    expect(read(JSON.stringify([entry, { ...entry, id: 'd2' }]))).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('1.number: 61001 stands twice'),
    })
    expect(read('[')).toMatchObject({ ok: false, sentence: expect.stringContaining('cannot be read as JSON') })
  })
})
