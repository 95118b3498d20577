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
const read1 = { ...entry, languages: [], matters: [], places: [], aliases: [] }
const mobile = '14200005001'
const sentenceOf = (...entries: unknown[]) => {
  const answer = read(JSON.stringify(entries))
  return answer.ok ? '' : answer.sentence
}

describe("a site's file of the directory", () => {
  it('may be missing, and may leave out what an entry does not have', () => {
    expect(readDirectory(undefined)).toEqual({ ok: true, value: { entries: [], dutyMobiles: new Map() } })
    expect(read(JSON.stringify([entry]))).toEqual({ ok: true, value: { entries: [read1], dutyMobiles: new Map() } })
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

  it.each([mobile, '142 0000 5001', '+8614200005001', '014200005001'])(
    'may say a unit’s duty mobile, %s: it is kept beside the entries, which go to every desk',
    (dutyMobile) => {
      expect(read(JSON.stringify([{ ...entry, dutyMobile }]))).toEqual({
        ok: true,
        value: { entries: [read1], dutyMobiles: new Map([['M-mzj', mobile]]) },
      })
    },
  )

  it.each(['022-23456789', '1420000500', '142000050011', '12345', '+12025550123', '', 14_200_005_001, null])(
    'takes no %j for a duty mobile; entry and field are named, never the number',
    (dutyMobile) => {
      const sentence = sentenceOf(entry, { ...entry, id: 'd2', number: '61002', dutyMobile })
      expect(sentence).toContain(`${path}: 1.dutyMobile: `)
      if (dutyMobile) expect(sentence).not.toContain(String(dutyMobile))
    },
  )

  it('takes a duty mobile of one unit that is known alone, and of a department or a zone', () => {
    const zone = { ...entry, kind: 'zone', unit: '天津港保税区管委会', dutyMobile: mobile }
    expect(sentenceOf(zone)).toBe('')
    expect(sentenceOf({ ...entry, unit: '没有的单位', dutyMobile: mobile })).toContain('0.unit: ')
    expect(sentenceOf({ ...entry, kind: 'expert', dutyMobile: mobile })).toContain('0.dutyMobile: ')
    const again = { ...entry, id: 'd2', number: '61002', dutyMobile: '14200005002' }
    expect(sentenceOf({ ...entry, dutyMobile: mobile }, again)).toContain('1.dutyMobile: stands twice for 市民政局')
  })
})
