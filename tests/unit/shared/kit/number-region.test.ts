import { describe, expect, it } from 'vitest'
import { regionOf } from '#shared/kit/number-region.ts'

describe('where a number is from', () => {
  it.each([
    ['02223456789', '天津'],
    ['022-23456789', '天津'],
    ['01065432109', '北京'],
    ['03162345678', '廊坊'],
    ['05322345678', '0532'],
    ['02223456789-801', '天津'],
  ])('%s is of %s', (number, region) => {
    expect(regionOf(number)).toBe(region)
  })

  it.each(['13800001234', '12345', '4001234567', '+85221234567', ''])('%j does not tell', (number) => {
    expect(regionOf(number)).toBeNull()
  })
})
