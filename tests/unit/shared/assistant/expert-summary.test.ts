import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expertSummary, type SummarySource } from '#shared/assistant/expert-summary.rules.ts'

const empty = { type: '', matter: '', place: '', title: '' }
const summary = (more: Partial<SummarySource> = {}) =>
  expertSummary({ number: '13900001234', demand: empty, talk: [], ...more })
const caller = (text: string) => ({ role: 'caller' as const, text })
const agent = (text: string) => ({ role: 'agent' as const, text })

describe('the summary for an expert who rings', () => {
  it('says who asks with a masked number, and that there is none', () => {
    expect(summary().who).toBe('139****1234')
    expect(summary({ number: null }).who).toBeNull()
  })

  it('says what it is about from the ticket', () => {
    const demand = {
      type: '咨询',
      matter: '住房公积金 / 提取',
      place: '河东区 / 大直沽街道',
      title: '离职后提取公积金',
    }
    expect(summary({ demand, talk: [caller('我想问公积金')] }).what).toEqual({ from: 'ticket', ...demand })
  })

  it("says it with the caller's last words while nobody has written the ticket", () => {
    const talk = [caller('你好'), caller('我家暖气不热'), agent('请问地址'), caller('在大直沽'), caller('好的，谢谢')]
    expect(summary({ talk, demand: { ...empty, type: '求助', place: '河东区' } }).what).toEqual({
      from: 'talk',
      lines: ['我家暖气不热', '在大直沽'],
    })
    expect(summary().what).toEqual({ from: 'nothing' })
  })

  it("says what is wanted: the caller's last question, else the type of the ticket", () => {
    const demand = { ...empty, type: '投诉', title: '暖气不热' }
    const talk = [caller('什么时候能修好？'), caller('家里有老人')]
    expect(summary({ demand, talk }).asked).toEqual({ from: 'question', text: '什么时候能修好?' })
    expect(summary({ demand, talk: [caller('家里有老人')] }).asked).toEqual({ from: 'type', type: '投诉' })
    expect(summary({ talk: [agent('请问您住哪里？')] }).asked).toEqual({ from: 'nothing' })
    expect(summary({ talk: [caller('When will it be repaired')] }).asked).toMatchObject({ from: 'question' })
  })

  it('lets no number of a person through, written or spoken, in no line', () => {
    const digits = fc.stringMatching(/^1[3-9]\d{9}$/)
    const spoken = (number: string) => Array.from(number, (digit) => '零一二三四五六七八九'[Number(digit)]).join('')
    fc.assert(
      fc.property(digits, fc.constantFrom('我的电话是', '请打', 'call '), (number, before) => {
        for (const said of [number, `${number.slice(0, 3)} ${number.slice(3, 7)}-${number.slice(7)}`, spoken(number)]) {
          const { what, asked } = summary({
            demand: { ...empty, title: before + said },
            talk: [caller(`${before}${said}，可以吗`)],
          })
          const open = JSON.stringify([what, asked])
          expect(open).not.toContain(said)
          expect(open).not.toContain(number.slice(3))
        }
        expect(JSON.stringify(summary({ number }))).not.toContain(number)
      }),
    )
  })

  it('keeps each quoted line short', () => {
    const { what, asked } = summary({ talk: [caller(`${'暖气不热'.repeat(40)}怎么办`), caller('楼道漏水'.repeat(40))] })
    const lines = [...(what.from === 'talk' ? what.lines : []), asked.from === 'question' ? asked.text : '']
    expect(lines).toHaveLength(3)
    for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(60)
  })
})
