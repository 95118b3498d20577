import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLinks } from '#main/links/create-links.ts'
import { linkInLine } from '#main/links/start-line.rules.ts'
import { takeSchemes } from '#main/links/take-schemes.ts'

function house() {
  const told: string[] = []
  const refused: string[] = []
  let shown = 0
  const links = createLinks({
    tell: (link) => void told.push(link.kind === 'dial' ? link.number : link.page),
    show: () => {
      shown += 1
    },
    refused: (reason) => void refused.push(reason),
  })
  return { links, told, refused, shown: () => shown }
}

describe('links', () => {
  it('wait for the desk in their order, and are told once', () => {
    const { links, told, shown } = house()
    links.follow('tel:1')
    links.follow('lianxian:page/tickets')
    expect([told, shown()]).toEqual([[], 2])
    links.ready(true)
    expect(told).toEqual(['1', 'tickets'])
    links.ready(true)
    links.follow('tel:2')
    expect(told).toEqual(['1', 'tickets', '2'])
  })

  it('wait again when the page of the desk goes', () => {
    const { links, told } = house()
    links.ready(true)
    links.ready(false)
    links.follow('tel:1')
    expect(told).toEqual([])
    links.ready(true)
    expect(told).toEqual(['1'])
  })

  it('are not hoarded: the newest five wait', () => {
    const { links, told } = house()
    for (let n = 1; n <= 1000; n += 1) links.follow(`tel:${n}`)
    links.ready(true)
    expect(told).toEqual(['996', '997', '998', '999', '1000'])
  })

  it('that are refused show nothing and keep their text to themselves', () => {
    const { links, told, refused, shown } = house()
    links.ready(true)
    links.follow('sip:13812345678@pbx.example?Subject=x')
    expect([told, refused, shown()]).toEqual([[], ['with-headers'], 0])
  })
})

describe('the line of a start', () => {
  it.each([
    [['lianxian', 'tel:1'], 'tel:1'],
    [['lianxian', '--allow-file-access-from-files', 'tel:1', 'tel:2'], 'tel:2'],
    [['lianxian', 'tel:1', '--original-process-start-time=1', '/some/file'], 'tel:1'],
    [['lianxian', '--url=tel:1'], null],
    [['lianxian', '--tel:1'], null],
    [['lianxian'], null],
    [[], null],
  ])('%j brings %j', (line, link) => {
    expect(linkInLine(line)).toBe(link)
  })

  it('does not fall back to an earlier link when the last is refused', () => {
    const { links, told, refused } = house()
    links.ready(true)
    links.followLine(['lianxian', 'tel:1', 'tel:<b>'])
    expect([told, refused]).toEqual([[], ['bad-text']])
  })

  it('may be anything at all', () => {
    const { links } = house()
    links.ready(true)
    const long = 'tel:'.padEnd(1_000_000, '1')
    for (const line of [null, undefined, 'tel:1', 7, {}, { length: 3 }, [null, 7, {}, []], Array(100_000).fill(long)])
      links.followLine(line)
    fc.assert(fc.property(fc.anything(), (line) => links.followLine(line)))
    fc.assert(fc.property(fc.array(fc.anything()), (line) => links.followLine(line)))
  })
})

describe('the schemes', () => {
  const take = (packaged: boolean, telephone: boolean, refuse = '') => {
    const asked: string[] = []
    const left: string[] = []
    const setAsDefaultProtocolClient = (scheme: string) => {
      asked.push(scheme)
      return scheme !== refuse
    }
    const removeAsDefaultProtocolClient = (scheme: string) => left.push(scheme) > 0
    const app = { setAsDefaultProtocolClient, removeAsDefaultProtocolClient }
    return { taken: takeSchemes({ app, packaged, telephone }), asked, left }
  }

  it('are our own alone, and those of telephones where the site wants it', () => {
    expect(take(true, false).asked).toEqual(['lianxian'])
    expect(take(true, false).left).toEqual(['tel', 'sip', 'sips'])
    expect(take(true, true).left).toEqual([])
    expect(take(true, true, 'tel').taken).toEqual(['lianxian', 'sip', 'sips'])
  })

  it('are left alone by a program that is not installed', () => {
    expect(take(false, true)).toEqual({ taken: [], asked: [], left: [] })
  })
})
