import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knowledgeEntrySchema, sourceLinkSchema } from '#shared/contract/knowledge.schema.ts'
import { rawEntries } from '#shared/knowledge/data/raw-entries.ts'

describe('the link of a source', () => {
  it.each(['https://flk.npc.gov.cn/', 'https://www.gov.cn/a/b.html?c=d#e', 'https://www.gov.cn'])(
    'may be %s',
    (link) => {
      expect(sourceLinkSchema.safeParse(link).success).toBe(true)
    },
  )

  it.each([
    'http://www.gov.cn/',
    'javascript:alert(1)',
    'https://user@www.gov.cn/',
    'https://user:secret@www.gov.cn/',
    'https://www.gov.cn:8443/',
    'https://localhost/',
    'https://www.gov.cn\\@evil.example/',
    'https://www.gov.cn/a b',
    '//www.gov.cn/',
    `https://www.gov.cn/${'a'.repeat(500)}`,
  ])('may not be %s', (link) => {
    expect(sourceLinkSchema.safeParse(link).success).toBe(false)
  })

  it('goes over https to the host that stands in it, whatever is written', () => {
    const parts = fc.constantFrom(
      'https://',
      'http://',
      'www.gov.cn',
      '@',
      ':',
      '/',
      '\\',
      '?',
      '#',
      '.',
      'evil.example',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (words) => {
        const read = sourceLinkSchema.safeParse(words.join(''))
        if (!read.success) return
        const { protocol, username, password, port, host } = new URL(read.data)
        expect([protocol, username, password, port]).toEqual(['https:', '', '', ''])
        expect(read.data.startsWith(`https://${host}`)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('is named as the wrong field of its entry', () => {
    const entry = knowledgeEntrySchema.parse(rawEntries[0])
    const basis = entry.basis.map((one) => ({ ...one, link: 'http://www.gov.cn/' }))
    const read = knowledgeEntrySchema.safeParse({ ...entry, basis })
    expect(read.error?.issues[0]?.path).toEqual(['basis', 0, 'link'])
  })

  it('of the entries that come along is the front page of the database of national laws, and on laws alone', () => {
    const linked = rawEntries.flatMap((raw) => knowledgeEntrySchema.parse(raw).basis).filter(({ link }) => link)
    expect(new Set(linked.map(({ link }) => link))).toEqual(new Set(['https://flk.npc.gov.cn/']))
    for (const { title } of linked) expect(title).toMatch(/^中华人民共和国.*(法|法典)$/)
  })
})
