import { describe, expect, it } from 'vitest'
import { readEnvironment } from '#server/config.ts'

const site = {
  DATABASE_URL: 'postgres://lianxian@db/lianxian',
  LIANXIAN_KEY: Buffer.alloc(32, 7).toString('base64'),
  LIANXIAN_HOSTS: 'desk.example',
  LIANXIAN_DOMAIN: 'hall.example',
  LIANXIAN_EDGES: 'wss://edge.example/sip',
}
const read = (queues: string) => readEnvironment({ ...site, LIANXIAN_QUEUES: queues })

describe('the queues of a site', () => {
  it('are none unless named', () => {
    expect(readEnvironment(site)).toMatchObject({ ok: true, value: { LIANXIAN_QUEUES: [] } })
  })

  it('have a number, a name and a skill, which is the name unless said otherwise', () => {
    expect(read('66001=营商环境, 66002=外语:foreign')).toMatchObject({
      ok: true,
      value: {
        LIANXIAN_QUEUES: [
          { number: '66001', name: '营商环境', skill: '营商环境' },
          { number: '66002', name: '外语', skill: 'foreign' },
        ],
      },
    })
  })

  it.each(['外语', '66002', '66002=', '66002=a:b:c', '66002=外语,66002=英语'])('%j is refused by its name', (text) => {
    const answer = read(text)
    expect(answer.ok).toBe(false)
    if (!answer.ok) expect(answer.sentence).toMatch(/^LIANXIAN_QUEUES/)
  })
})
