import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dict, Jieba as PlainJieba } from '#server/sandbox/jieba-plain.ts'
import { loadCatalogue } from '#server/ticket/catalogue.ts'
import { searchWords } from '#server/ticket/search/search-words.rules.ts'
import { createWordCutter } from '#server/ticket/search/word-cutter.ts'

const cut = createWordCutter(loadCatalogue())
const words = (text: string) => searchWords(text, cut)

describe('a sentence that was typed into the search', () => {
  it.each([
    ['路灯坏了没人修', ['路灯', '坏', '没人', '修']],
    ['大王庄街道路灯不亮', ['大王庄街道', '路灯', '不亮']],
    ['小区暖气不热三天了', ['小区', '暖气', '不热', '三天']],
    ['社保卡怎么补办', ['社保卡', '补办']],
    ['2号楼电梯困人', ['2号楼', '电梯', '困人']],
    ['工地夜间施工噪声扰民', ['工地', '夜间', '施工', '噪声', '扰民']],
  ])('%s is asked for by its words', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it('keeps what is short, what is between spaces and what stands between quotation marks as it is', () => {
    expect(words('路灯 大王庄')).toEqual(['路灯', '大王庄'])
    expect(words('“路灯坏了没人修” 河东')).toEqual(['路灯坏了没人修', '河东'])
    expect(words('"a b" iPhone15')).toEqual(['a b', 'iPhone15'])
    expect(words('不热吗')).toEqual(['不热吗'])
  })

  it('made of nothing but fillers, or of signs alone, is asked for as it is', () => {
    expect(words('我们的这个')).toEqual(['我们的这个'])
    expect(words('%')).toEqual(['%'])
  })

  it('never asks for more than eight words, for one twice, for an empty one, or for signs that are not in the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('路灯坏了没人修不亮 “”"，。a1的我')), maxLength: 60 }),
        (text) => {
          const found = searchWords(text, cut)
          expect(found.length).toBeLessThanOrEqual(8)
          expect(new Set(found).size).toBe(found.length)
          for (const word of found) {
            expect(word.trim()).toBe(word)
            for (const sign of word) expect(text).toContain(sign)
          }
        },
      ),
    )
  })

  it('is cut by the installed program’s own dictionary too', () => {
    const plain = PlainJieba.withDict(dict)
    expect(searchWords('路灯坏了没人修', (text) => plain.cut(text))).toEqual(['路灯', '坏', '没人', '修'])
  })
})
