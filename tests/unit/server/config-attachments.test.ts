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

  const s3 = {
    LIANXIAN_ATTACHMENTS: '/var/lib/lianxian/attachments',
    LIANXIAN_S3: 'https://s3.hall.example/lianxian',
    LIANXIAN_S3_KEY: 'key',
    LIANXIAN_S3_SECRET: 'secret',
  }
  it('are kept in a bucket where one is named with its key, over https or on this machine', () => {
    expect(read(s3)).toMatchObject({
      ok: true,
      value: { LIANXIAN_S3: s3.LIANXIAN_S3, LIANXIAN_S3_REGION: 'us-east-1' },
    })
    expect(read({ ...s3, LIANXIAN_S3: 'http://127.0.0.1:9000/lianxian' }).ok).toBe(true)
  })
  it.each([
    [{ LIANXIAN_S3: 'http://s3.hall.example/lianxian' }, 'LIANXIAN_S3'],
    [{ LIANXIAN_S3: 'http://127.0.0.1.evil.example/lianxian' }, 'LIANXIAN_S3'],
    [{ LIANXIAN_S3: 'garbage' }, 'LIANXIAN_S3'],
    [{ LIANXIAN_S3: 'http://127.0.0.1:80@s3.hall.example/lianxian' }, 'LIANXIAN_S3'],
    [{ LIANXIAN_S3: 'https://me:pass@s3.hall.example/lianxian' }, 'LIANXIAN_S3'],
    [{ LIANXIAN_S3: 'https://s3.hall.example' }, 'LIANXIAN_S3'],
    [{ LIANXIAN_S3: 'https://s3.hall.example/lianxian?x=1' }, 'LIANXIAN_S3'],
    [{ LIANXIAN_S3_SECRET: '' }, 'LIANXIAN_S3_SECRET'],
    [{ LIANXIAN_ATTACHMENTS: '' }, 'LIANXIAN_ATTACHMENTS'],
  ])('do not start with %o, naming %s and no secret', (wrong, variable) => {
    const answer = read({ ...s3, ...wrong })
    const sentence = answer.ok ? '' : answer.sentence
    expect(sentence.startsWith(`${variable}: `)).toBe(true)
    expect(sentence).not.toContain('secret')
  })
  it('do not start with a bucket and no folder for files on their way, or no key', () => {
    const { LIANXIAN_ATTACHMENTS: _, ...noFolder } = s3
    const first = read(noFolder)
    expect(first.ok ? '' : first.sentence).toMatch(/^LIANXIAN_ATTACHMENTS: /)
    const { LIANXIAN_S3_KEY: __, ...noKey } = s3
    const second = read(noKey)
    expect(second.ok ? '' : second.sentence).toMatch(/^LIANXIAN_S3_KEY: /)
  })
})
