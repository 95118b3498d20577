import { describe, expect, it } from 'vitest'
import { readEnvironment } from '#server/config.ts'

const environment = {
  DATABASE_URL: 'postgres://lianxian@db/lianxian',
  LIANXIAN_KEY: Buffer.alloc(32, 7).toString('base64'),
  LIANXIAN_HOSTS: 'desk.hall.example',
  LIANXIAN_DOMAIN: 'hall.example',
  LIANXIAN_EDGES: 'wss://edge.hall.example/sip',
}
const read = (more: Record<string, string>) => readEnvironment({ ...environment, ...more })

describe('a site’s conference server', () => {
  it('is none unless it is named, and mixes from the fifth other party on unless told otherwise', () => {
    const none = read({})
    expect(none.ok && none.value.LIANXIAN_FOCUS).toBeUndefined()
    const named = read({ LIANXIAN_FOCUS: 'sip:conf-factory@hall.example' })
    expect(named.ok && named.value).toMatchObject({
      LIANXIAN_FOCUS: 'sip:conf-factory@hall.example',
      LIANXIAN_FOCUS_FROM: 5,
    })
    const always = read({ LIANXIAN_FOCUS: 'sip:conf-factory@hall.example', LIANXIAN_FOCUS_FROM: '2' })
    expect(always.ok && always.value.LIANXIAN_FOCUS_FROM).toBe(2)
  })

  it.each([
    ['LIANXIAN_FOCUS', { LIANXIAN_FOCUS: 'sip:conf@elsewhere.example' }],
    ['LIANXIAN_FOCUS', { LIANXIAN_FOCUS: 'conf@hall.example' }],
    ['LIANXIAN_FOCUS', { LIANXIAN_FOCUS: 'sip:a.b@hall.example' }],
    ['LIANXIAN_FOCUS_FROM', { LIANXIAN_FOCUS_FROM: '1' }],
    ['LIANXIAN_FOCUS_SECRET', { LIANXIAN_FOCUS_SECRET: 'short' }],
  ])('is refused with the name of the variable: %s %j', (variable, more) => {
    const answer = read(more)
    expect(answer.ok ? '' : answer.sentence).toContain(variable)
  })
})
