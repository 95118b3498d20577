import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { revisitCallRefusal } from '#shared/ticket/revisit-call.rules.ts'
import { hoursInWords, isWithin, readHours, usualRevisitHours } from '#shared/ticket/revisit-hours.rules.ts'
import { revisitScript } from '#shared/ticket/revisit-script.ts'
import { usualTimeLimits } from '#shared/ticket/time-limits.ts'

/** Hall time on 26 November 2026. */
const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 26, hour - 8, minute)

describe('the hours citizens are called in', () => {
  it('begin with their first minute and end before their last', () => {
    const judged = [at(8, 59), at(9), at(11, 59), at(12), at(13, 59), at(14), at(19, 59), at(20)]
    expect(judged.map((moment) => isWithin(usualRevisitHours, moment))).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      true,
      false,
    ])
  })

  it('are read as they are written', () => {
    const hours = fc
      .tuple(fc.integer({ min: 0, max: 24 * 60 - 1 }), fc.integer({ min: 1, max: 24 * 60 }))
      .filter(([from, to]) => from < to)
      .map(([from, to]) => ({ from, to }))
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1, maxLength: 4 }), (list) => {
        expect(readHours(hoursInWords(list, ','))).toEqual(list)
      }),
    )
  })

  it.each(['', '9-12', '12:00-9:00', '9:00-9:00', '9:60-10:00', '23:00-24:01', '9:00-12:00,'])(
    'are refused when written %j',
    (text) => {
      expect(readHours(text)).toBeNull()
    },
  )
})

describe('ringing the citizen about the result', () => {
  const ticket = { status: 'REVISITING', revisiting: { by: '6201', at: at(9) } } as const
  const by = (seat: string, role: 'revisit' | 'agent' | 'supervisor', moment = at(10)) => ({
    actor: { seat, role, unit: null },
    at: moment,
  })
  const refusal = (...[who, of = ticket]: [ReturnType<typeof by>, Parameters<typeof revisitCallRefusal>[0]?]) =>
    revisitCallRefusal(of, who, usualTimeLimits)

  it('is for who took the revisit up, while it runs, in the hours for it', () => {
    expect(refusal(by('6201', 'revisit'))).toBeNull()
    expect(refusal(by('6202', 'revisit'))).toBe('not-your-ticket')
    expect(refusal(by('6201', 'agent'))).toBe('wrong-role')
    expect(refusal(by('6201', 'revisit'), { ...ticket, status: 'TO_REVISIT', revisiting: null })).toBe('wrong-state')
    expect(refusal(by('6201', 'revisit', at(21)))).toBe('outside-hours')
  })
})

describe('the script of a revisit', () => {
  it('names the matter by its kind alone before the citizen has said who he is', () => {
    const { before, questions } = revisitScript({ seat: '6201', day: '11月20日', matter: '路灯不亮' })
    expect(before.join('')).toContain('“路灯不亮”方面的问题')
    expect(revisitScript({ seat: '6201', day: '11月20日', matter: '' }).before.join('')).toContain('一个问题')
    expect(Object.keys(questions)).toEqual(['contacted', 'solution', 'satisfaction', 'cause', 'why'])
  })
})
