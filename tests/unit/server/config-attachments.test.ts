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

describe('a site’s files of tickets', () => {
  it('are none unless a folder is named, and are scanned where clamd is', () => {
    const none = read({})
    expect(none.ok && none.value.LIANXIAN_ATTACHMENTS).toBeUndefined()
    const both = read({
      LIANXIAN_ATTACHMENTS: '/var/lib/lianxian/attachments',
      LIANXIAN_CLAMD: 'clamd.hall.example:3310',
    })
    expect(both.ok && both.value).toMatchObject({
      LIANXIAN_ATTACHMENTS: '/var/lib/lianxian/attachments',
      LIANXIAN_CLAMD: { host: 'clamd.hall.example', port: 3310 },
    })
  })
  it.each(['clamd', 'clamd:0', 'clamd:65536', ':3310', 'clamd:3310/x', 'http://clamd:3310'])(
    'do not start with clamd at %j: the variable is named',
    (place) => {
      const answer = read({ LIANXIAN_CLAMD: place })
      expect(answer.ok ? '' : answer.sentence).toMatch(/^LIANXIAN_CLAMD: /)
    },
  )
})
