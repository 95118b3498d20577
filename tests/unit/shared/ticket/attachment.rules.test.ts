import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attachmentHeadBytes,
  attachmentKinds,
  attachmentNameMost,
  cleanAttachmentName,
  endingOfKind,
  kindOfHead,
} from '#shared/ticket/attachment.rules.ts'
import { heads } from '#tests/support/sample-files.ts'

const latin = (signs: string) => Buffer.from(signs, 'latin1')

describe('The kind of a file', () => {
  it.each(attachmentKinds)('is told by its first octets: %s', (kind) => {
    expect(kindOfHead(heads[kind])).toBe(kind)
    expect(kindOfHead(Buffer.concat([heads[kind], Buffer.alloc(64)]).subarray(0, attachmentHeadBytes))).toBe(kind)
  })
  it.each([
    ['a program of Windows', latin('MZ\x90\x00\x03')],
    ['a program of Linux', latin('\x7fELF\x02\x01')],
    ['a page', latin('<!doctype html><script>')],
    ['a drawing that may hold scripts', latin('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['an archive', latin('PK\x03\x04')],
    ['a film of another brand', latin('\x00\x00\x00\x14ftypqt  ')],
    ['a picture of another brand', latin('\x00\x00\x00\x18ftypheic')],
    ['a RIFF of another form', latin('RIFF\x00\x00\x00\x00AVI LIST')],
    ['Matroska that is no WebM', latin('\x1aE\xdf\xa3\x9fB\x82\x88matroska')],
    ['MPEG audio that is not layer III', latin('\xff\xfd\x90\x00')],
    ['nothing', latin('')],
    ['PDF further on', latin('\n%PDF-1.7')],
  ])('is none of ours: %s', (_what, head) => expect(kindOfHead(head)).toBeNull())
  it('is told of any octets without a fault, and adding to a whole head changes nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: attachmentHeadBytes, maxLength: 200 }), (bytes) => {
        const head = bytes.subarray(0, attachmentHeadBytes)
        expect([...attachmentKinds, null]).toContain(kindOfHead(head))
      }),
    )
  })
})

describe('The name of a file', () => {
  it.each([
    ['照片.jpg', '照片.jpg'],
    ['现场照片.JPEG', '现场照片.jpeg'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\张三\\a.jpg', 'a.jpg'],
    ['a\u202Egpj.exe', 'agpj.exe.jpg'],
    ['a\u0000b\n.jpg', 'ab.jpg'],
    ['setup.exe', 'setup.exe.jpg'],
    ['con.jpg', '_con.jpg'],
    ['a<b>:"|?*.jpg', 'a_b______.jpg'],
    ['', '附件.jpg'],
    ['....', '附件.jpg'],
    ['.jpg', 'jpg.jpg'],
  ])('%j becomes %j', (name, clean) => expect(cleanAttachmentName(name, 'image/jpeg')).toBe(clean))
  it('whatever it was, is short, plain, no path, ends as its kind does, and stays as it is when it is cleaned again', () => {
    const kinds = fc.constantFrom(...attachmentKinds)
    const anyName = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(anyName, kinds, (name, kind) => {
        const clean = cleanAttachmentName(name, kind)
        expect(Array.from(clean).length).toBeLessThanOrEqual(attachmentNameMost)
        expect(clean).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(clean.startsWith('.')).toBe(false)
        expect(kindOfHead(heads[kind])).toBe(kind)
        expect(clean).toMatch(/\.[a-z0-9]+$/)
        expect(cleanAttachmentName(clean, kind)).toBe(clean)
      }),
    )
  })
  it('that ends like another kind gets the ending of its own', () =>
    expect(cleanAttachmentName('a.png', 'application/pdf')).toBe(`a.png.${endingOfKind('application/pdf')}`))
})
