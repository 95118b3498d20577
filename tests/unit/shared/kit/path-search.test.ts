import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPathIndex, type PathItem } from '#shared/kit/path-search.ts'
import { createToSyllables } from '#shared/kit/pinyin.ts'
import { ticketData } from '#tests/support/ticket-desk-fake.ts'

const paths = (found: readonly PathItem[]) => found.map(({ path }) => path.join('/'))
const first = (index: 'matters' | 'places' | 'units', query: string) => paths(ticketData[index].search(query, 1))[0]

describe('searching paths', () => {
  it.each([
    ['ldbl', '城市管理/市政设施/路灯不亮'],
    ['路灯', '城市管理/市政设施/路灯不亮'],
    ['ludengbuliang', '城市管理/市政设施/路灯不亮'],
    ['LuDeng', '城市管理/市政设施/路灯不亮'],
    ['路dbl', '城市管理/市政设施/路灯不亮'],
    ['szssldbl', '城市管理/市政设施/路灯不亮'],
    ['暖气不热', '供热燃气/供热/室温不达标'],
    ['swbdb', '供热燃气/供热/室温不达标'],
    ['充电桩', '供水供电/供电/电动车充电设施'],
    ['幼儿园', '教育/义务教育/幼儿园入园'],
    ['mfw', '公共安全/消防安全/蜂窝清除'],
  ])('finds the matter for %s', (query, path) => {
    expect(first('matters', query)).toBe(path)
  })

  it.each([
    ['hdq', '河东区'],
    ['dazhigu', '河东区/大直沽街道'],
    ['河东大直沽', '河东区/大直沽街道'],
    ['hddzg', '河东区/大直沽街道'],
    ['hexi yuexiu', '河西区/越秀路街道'],
    ['未提及', '未提及'],
    ['wtj', '未提及'],
    ['chongyangli', '重阳里社区居委会'],
  ])('finds the place for %s', (query, path) => {
    expect(first('places', query)).toContain(path)
  })

  it.each([
    ['河东区城市管理委', '河东区/河东区城市管理委'],
    ['河东城管委', '河东区/河东区城市管理委'],
    ['hdqcsglw', '河东区/河东区城市管理委'],
    ['teda', '开发区/天津经济技术开发区管委会'],
    ['ssw', '市级部门/市水务局'],
  ])('finds the unit for %s', (query, path) => {
    expect(ticketData.units.search(query, 5).map(({ path: one }) => one.join('/'))).toContain(path)
  })

  it('shows both leaves of an overlap, the one that wins first', () => {
    expect(paths(ticketData.matters.search('电梯', 2))).toEqual([
      '市场监管/特种设备与质量/电梯安全',
      '住房物业/房屋管理/电梯故障',
    ])
  })

  it('shows every place of a name that occurs more than once, with its whole path', () => {
    const found = paths(ticketData.places.search('三街村', 50)).filter((path) => path.endsWith('/三街村委会'))
    expect(found.length).toBeGreaterThanOrEqual(3)
    expect(new Set(found).size).toBe(found.length)
  })

  it('gives the first items for an empty query, none for what fits nothing, and never more than asked', () => {
    expect(ticketData.places.search('', 3)).toHaveLength(3)
    expect(ticketData.places.search('qqqqq', 5)).toEqual([])
    expect(ticketData.places.search('社区', 7)).toHaveLength(7)
  })

  it('finds every item by its whole path, by its syllables and by its initials', () => {
    const sample = fc.constantFrom(...ticketData.catalogue.divisions.places)
    fc.assert(
      fc.property(sample, (place) => {
        const leaf = place.path.at(-1) ?? ''
        const syllables = ticketData.toSyllables(leaf)
        for (const query of [
          place.path.join('/'),
          leaf,
          syllables.join(''),
          syllables.map((one) => one.slice(0, 1)).join(''),
        ])
          expect(ticketData.places.search(query.slice(0, 30), 6000).map(({ id }) => id)).toContain(place.id)
      }),
      { numRuns: 25 },
    )
  })

  it('never throws on what people type', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (query) => {
        expect(ticketData.units.search(query, 5).length).toBeLessThanOrEqual(5)
      }),
      { numRuns: 50 },
    )
  })

  it('reads a name as it is read, not as its characters are elsewhere', () => {
    const toSyllables = createToSyllables({
      chars: { zhong: '重', qing: '庆', dao: '道' },
      names: { 重庆道: 'chong qing dao' },
    })
    const index = createPathIndex([{ id: '1', path: ['重庆道'] }], toSyllables)
    expect(index.search('chongqing', 1)).toHaveLength(1)
    expect(index.search('zhongqing', 1)).toHaveLength(0)
  })
})
