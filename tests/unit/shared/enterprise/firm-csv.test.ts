import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFirmCsv } from '#shared/enterprise/firm-csv.rules.ts'
import { writeCsvLine } from '#shared/kit/csv.ts'
import { firmNames } from '#shared/kit/firm-values.ts'

const head = 'code,name,industry,scale,zone,green,officer,officerPhone,phones'
const good = [
  '91120104MA9FAKE13K',
  '某公司',
  'I01',
  '小型',
  'teda',
  '是',
  '王某',
  '142 0002 0001',
  '02290010101；14200010101',
]
const line = (changed: Readonly<Record<number, string>>) => writeCsvLine(good.map((cell, at) => changed[at] ?? cell))
const faultsOf = (changed: Readonly<Record<number, string>>) =>
  readFirmCsv(`${head}\n${line(changed)}`).faults.map(({ line: at, field, reason }) => `${at} ${field} ${reason}`)

describe('a file of enterprises', () => {
  it('takes codes and names, and brings codes and numbers to their one form', () => {
    const { rows, faults } = readFirmCsv(
      `统一社会信用代码,企业名称,行业,规模,所属园区,绿色通道,首席服务官,首席服务官电话,联系电话\n${line({ 0: '９1120104ma9fake13k' })}`,
    )
    expect(faults).toEqual([])
    expect(rows).toEqual([
      {
        code: '91120104MA9FAKE13K',
        name: '某公司',
        industry: 'I01',
        scale: 'small',
        zone: 'teda',
        green: true,
        officer: '王某',
        officerPhone: '14200020001',
        phones: ['02290010101', '14200010101'],
      },
    ])
  })

  it('names each fault by line and column', () => {
    expect(faultsOf({ 0: '91120104MA9FAKE13L' })).toEqual(['2 code credit-code'])
    expect(faultsOf({ 0: '', 1: '' })).toEqual(['2 code required', '2 name required'])
    expect(faultsOf({ 1: '长'.repeat(61) })).toEqual(['2 name too-long'])
    expect(faultsOf({ 2: '矿业', 3: '', 4: '某园' })).toEqual([
      '2 industry unknown-value',
      '2 scale required',
      '2 zone unknown-value',
    ])
    expect(faultsOf({ 5: '也许' })).toEqual(['2 green unknown-value'])
    expect(faultsOf({ 6: '' })).toEqual(['2 officer required'])
    expect(faultsOf({ 7: '12345', 8: '110' })).toEqual(['2 officerPhone phone-form', '2 phones phone-form'])
    expect(faultsOf({ 8: Array.from({ length: 9 }, (_, at) => `1420001010${at}`).join('、') })).toEqual([
      '2 phones too-many',
    ])
    expect(readFirmCsv(`${head}\n${line({})}\n${line({})}`).faults).toEqual([
      { line: 3, field: 'code', reason: 'twice' },
    ])
    expect(readFirmCsv('code,name\n1,2').faults.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
      'industry missing-column',
      'scale missing-column',
    ])
    expect(readFirmCsv(head).faults).toEqual([{ line: 1, field: 'file', reason: 'empty' }])
  })

  it('knows the twenty-two industries by either name', () => {
    const names = Object.entries(firmNames['zh-CN']).filter(([key]) => key.startsWith('industry.'))
    expect(names).toHaveLength(22)
    for (const [key, name] of names) {
      const { rows } = readFirmCsv(`${head}\n${line({ 2: name })}`)
      expect(`industry.${rows[0]?.industry}`).toBe(key)
    }
  })

  it('never throws, and never gives a row of a faulty line', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { minLength: 9, maxLength: 9 }), (cells) => {
        const { rows, faults } = readFirmCsv(`${head}\n${writeCsvLine(cells)}`)
        expect(rows.length === 0 || faults.length === 0).toBe(true)
      }),
    )
  })
})
