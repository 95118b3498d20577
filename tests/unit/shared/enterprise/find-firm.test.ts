import { describe, expect, it } from 'vitest'
import { firmQuestion, withoutNumber } from '#shared/enterprise/find-firm.rules.ts'
import { firmInitials } from '#shared/enterprise/firm.ts'
import readings from '#shared/kit/data/readings.json' with { type: 'json' }
import { createToSyllables } from '#shared/kit/pinyin.ts'

describe('what is looked for among enterprises', () => {
  it('is a code, a number, initials or words, and where it may be two, both', () => {
    expect(firmQuestion('  ')).toBeNull()
    expect(firmQuestion('91120104ma9fake13k')).toMatchObject({ code: '91120104MA9FAKE13K', number: null })
    expect(firmQuestion('91120104')).toMatchObject({ code: '91120104', number: '02291120104', words: null })
    expect(firmQuestion('142 0001 0101')).toMatchObject({ number: '14200010101', words: null })
    expect(firmQuestion('HYXP')).toMatchObject({ initials: 'hyxp', number: null, words: ['HYXP'] })
    expect(firmQuestion('海云 芯片')).toEqual({ code: null, number: null, initials: null, words: ['海云', '芯片'] })
    expect(firmQuestion('110')).toMatchObject({ number: null, code: null })
  })

  it('leads a unit to nobody by a number', () => {
    const question = firmQuestion('14200010101')
    expect(question && withoutNumber(question).number).toBeNull()
  })

  it('knows a name by the heads of its syllables, letters and digits', () => {
    const initials = (name: string) => firmInitials(name, createToSyllables(readings))
    expect(initials('天津海云芯片设计有限公司')).toBe('tjhyxpsjyxgs')
    expect(initials('Ａ1（天津）科技')).toBe('a1tjkj')
  })
})
