import { describe, expect, it } from 'vitest'
import { readEnvironment } from '#server/config.ts'

const environment = {
  DATABASE_URL: 'postgres://lianxian@db/lianxian',
  LIANXIAN_KEY: Buffer.alloc(32, 7).toString('base64'),
  LIANXIAN_HOSTS: 'desk.hall.example',
  LIANXIAN_DOMAIN: 'hall.example',
  LIANXIAN_EDGES: 'wss://edge.hall.example/sip',
}
const secret = 'a-secret-of-the-site'
const read = (LIANXIAN_TEXT_GATEWAY: string, LIANXIAN_TEXT_SECRET = secret) =>
  readEnvironment({ ...environment, LIANXIAN_TEXT_GATEWAY, LIANXIAN_TEXT_SECRET })
const sentence = (answer: ReturnType<typeof readEnvironment>) => (answer.ok ? '' : answer.sentence)

describe('a site’s gateway of text messages', () => {
  it('is none unless it is named', () => {
    const none = readEnvironment(environment)
    expect(none.ok && none.value.LIANXIAN_TEXT_GATEWAY).toBeUndefined()
  })
  it.each([
    'https://sms.hall.example/send',
    'http://127.0.0.1:8090/send',
    'http://[::1]:8090/send',
    'http://localhost:8090/',
  ])('may be at %s', (url) => {
    const answer = read(url)
    expect(answer.ok && answer.value).toMatchObject({ LIANXIAN_TEXT_GATEWAY: url, LIANXIAN_TEXT_SECRET: secret })
  })
  it.each([
    'http://sms.hall.example/send',
    'http://127.0.0.1.hall.example/send',
    'http://10.0.0.8/send',
    'ftp://sms.hall.example/send',
    'https://user:word@sms.hall.example/send',
    'sms.hall.example',
    '',
  ])('is not taken at %j: the variable is named, not its value', (url) => {
    const said = sentence(read(url))
    expect(said).toMatch(/^LIANXIAN_TEXT_GATEWAY: /)
    expect(said).not.toContain('hall.example')
  })
  it('wants a secret that can stand in a header', () => {
    const LIANXIAN_TEXT_GATEWAY = 'https://sms.hall.example/send'
    expect(sentence(readEnvironment({ ...environment, LIANXIAN_TEXT_GATEWAY }))).toMatch(/^LIANXIAN_TEXT_SECRET: /)
    for (const word of ['short', 'with a blank in it', 'line\nbreak-in-it', '密钥密钥密钥密钥密钥密钥'])
      expect(sentence(read(LIANXIAN_TEXT_GATEWAY, word))).toMatch(/^LIANXIAN_TEXT_SECRET: /)
  })
})
