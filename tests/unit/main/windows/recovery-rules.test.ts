import { describe, expect, it } from 'vitest'
import { recoveryDelay } from '#main/windows/recovery.rules.ts'

describe('a page that crashed', () => {
  it('comes back at once, and later each time it does so again', () => {
    expect(recoveryDelay([1000])).toBe(250)
    expect(recoveryDelay([1000, 2000])).toBe(500)
    expect(recoveryDelay([1000, 2000, 3000])).toBe(1000)
  })

  it('is given up at the sixth time within five minutes', () => {
    expect(recoveryDelay([1, 2, 3, 4, 5])).toBe(4000)
    expect(recoveryDelay([1, 2, 3, 4, 5, 6])).toBeNull()
  })

  it('is forgiven what lies more than five minutes back', () => {
    expect(recoveryDelay([1, 2, 3, 4, 5, 300_006])).toBe(250)
  })
})
