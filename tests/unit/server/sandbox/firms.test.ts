import { describe, expect, it } from 'vitest'
import { sandboxFirms } from '#server/sandbox/data/firms.ts'
import { isCreditCode } from '#shared/kit/credit-code.ts'
import { numberKind } from '#shared/kit/phone-number.ts'

describe('the sandbox’s enterprises', () => {
  it('have codes of the right form, each once, and numbers that belong to nobody', () => {
    expect(sandboxFirms).toHaveLength(12)
    expect(new Set(sandboxFirms.map(({ code }) => code)).size).toBe(12)
    for (const { code, officerPhone, phones } of sandboxFirms) {
      expect(isCreditCode(code)).toBe(true)
      for (const number of [...phones, ...(officerPhone === '' ? [] : [officerPhone])]) {
        expect(numberKind(number)).not.toBeNull()
        expect(number).toMatch(/^(142|143|154|0229)/)
      }
    }
  })
})
