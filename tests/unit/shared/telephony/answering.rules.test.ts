import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Answering,
  answersAfterMs,
  askedAfterMs,
  isFromInside,
  longestAfterMs,
  secondCall,
  usualAnswering,
} from '#shared/telephony/answering.rules.ts'

const domain = 'hall.example'
const off = usualAnswering
const own: Answering = { ...off, auto: 'after-tone', afterMs: 2000 }
const seat = [{ user: '8001', host: domain }]
const asks = { alertInfo: ['<http://hall.example/>;info=alert-autoanswer'], callInfo: [] as string[] }

describe('who calls from inside', () => {
  it.each([
    ['8001', domain, true],
    ['12345', 'HALL.example', true],
    ['citizen-14200001234', domain, false],
    ['citizen-8001', domain, false],
    ['14200001234', domain, false],
    ['+8614200001234', domain, false],
    ['anonymous', domain, false],
    ['', domain, false],
    ['8001', 'trunk.example', false],
    ['8001', 'hall.example.evil.example', false],
  ])('%s at %s: %s', (user, host, inside) => {
    expect(isFromInside([{ user, host }], domain)).toBe(inside)
  })

  it('needs every name the call bears', () => {
    expect(isFromInside([...seat, { user: 'citizen-14200001234', host: domain }], domain)).toBe(false)
    expect(isFromInside([], domain)).toBe(false)
  })
})

describe('headers that ask for an answer', () => {
  it.each([
    [['<http://x/>;info=alert-autoanswer'], [], 0],
    [['<http://x/>; info = "Alert-AutoAnswer" ; delay=1'], [], 0],
    [['<urn:alert:source:internal>'], [], null],
    [['<http://x/>;info=alert-autoanswered'], [], null],
    [['<http://x/;info=ring1>', '<http://x/>;info=alert-autoanswer'], [], 0],
    [[], ['<sip:hall.example>;answer-after=0'], 0],
    [[], ['<sip:hall.example>;purpose=icon, <sip:hall.example>; answer-after=3'], 3000],
    [[], ['<sip:hall.example>;answer-after=-1'], null],
    [[], ['<sip:hall.example>;answer-after=soon'], null],
    [[], ['<sip:hall.example>;purpose=icon'], null],
    [['<http://x/>;info=alert-autoanswer'], ['<sip:hall.example>;answer-after=5'], 5000],
    [[], [], null],
  ])('%j %j: %s ms', (alertInfo, callInfo, ms) => {
    expect(askedAfterMs({ alertInfo, callInfo })).toBe(ms)
  })
})

describe('an offered call', () => {
  it('is answered as its headers ask, where it is from inside', () => {
    expect(answersAfterMs({ callers: seat, ...asks }, domain, off)).toBe(0)
  })

  it('is never answered because a citizen asked for it', () => {
    const callers = fc.oneof(
      fc.string().map((rest) => [{ user: `citizen-${rest}`, host: domain }]),
      fc.string().map((host) => [{ user: '8001', host: `${host}.elsewhere` }]),
    )
    fc.assert(
      fc.property(callers, fc.nat(20), (who, seconds) => {
        const offer = { ...asks, callers: who, callInfo: [`<sip:x>;answer-after=${seconds}`] }
        expect(answersAfterMs(offer, domain, off)).toBeNull()
        expect(answersAfterMs(offer, domain, own)).toBe(own.afterMs)
      }),
    )
  })

  it('is answered by the sooner of setting and headers, and by a person when that is later than an edge rings', () => {
    const asking = (seconds: number) => ({
      callers: seat,
      alertInfo: [],
      callInfo: [`<sip:x>;answer-after=${seconds}`],
    })
    expect(answersAfterMs(asking(1), domain, own)).toBe(1000)
    expect(answersAfterMs(asking(9), domain, own)).toBe(own.afterMs)
    expect(answersAfterMs(asking(longestAfterMs / 1000 + 1), domain, off)).toBeNull()
    expect(answersAfterMs({ callers: seat, alertInfo: [], callInfo: [] }, domain, off)).toBeNull()
  })
})

describe('a second call', () => {
  const up = { state: 'established', role: 'party' }
  const waiting = { ...off, waiting: true }

  it('finds the line busy unless the seat wants it to ring', () => {
    expect(secondCall([up], off, 4)).toBe('busy')
    expect(secondCall([up], waiting, 4)).toBe('ring')
  })

  it.each(['offered', 'answering', 'dialling', 'early', 'ending'])('does not ring beside a leg that is %s', (state) => {
    expect(secondCall([up, { state, role: 'party' }], waiting, 4)).toBe('busy')
  })

  it('does not ring when all places are taken; a lead takes none', () => {
    expect(secondCall([up, up, up, up], waiting, 4)).toBe('busy')
    expect(secondCall([up, up, up, { state: 'established', role: 'listen' }], waiting, 4)).toBe('ring')
  })
})
