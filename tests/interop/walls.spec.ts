import { spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { expect, test } from '@playwright/test'
import { openUdpPeer } from '../support/raw-datagram.ts'
import { authorization, openRaw, type RawClient, type RawMessage, request } from '../support/raw-sip.ts'
import { type Hall, openHall } from '../support/strangers/hall.ts'

const domain = 'hall.test'
const password = 'lianxian'
let hall: Hall
test.beforeAll(async () => {
  hall = await openHall({ domain, password, seats: ['8001', '8002'] })
})
test.afterAll(() => hall?.close())

const origin = 'http://127.0.0.1:1'
const open = () => openRaw(hall.kamailio.ws, { origin })
let calls = 0
const ask = async (
  client: RawClient,
  method: string,
  more: { uri?: string; from?: string; lines?: readonly string[] },
) => {
  calls += 1
  client.send(
    request({
      method,
      uri: more.uri ?? `sip:${domain}`,
      from: `<sip:${more.from ?? '8001'}@${domain}>;tag=a`,
      to: method === 'REGISTER' ? `<sip:${more.from ?? '8001'}@${domain}>` : `<${more.uri ?? 'sip:x'}>`,
      callId: `wall-${calls}`,
      cseq: 1,
      more: ['Contact: <sip:a@raw.invalid;transport=ws>', ...(more.lines ?? [])],
    }),
  )
  for (;;) {
    const answer = await client.next()
    if (answer.status >= 200) return answer
  }
}
/** Asks, and asks again with the answer to the challenge. */
const prove = async (
  client: RawClient,
  method: string,
  more: { uri?: string; from?: string; user?: string; password?: string; lines?: readonly string[] },
): Promise<RawMessage> => {
  const first = await ask(client, method, more)
  const proxy = first.header('Proxy-Authenticate')
  const challenge = proxy || first.header('WWW-Authenticate')
  if (!challenge) return first
  const uri = more.uri ?? `sip:${domain}`
  const value = authorization(
    challenge,
    { user: more.user ?? '8001', password: more.password ?? password },
    { method, uri },
  )
  const line = `${proxy ? 'Proxy-Authorization' : 'Authorization'}: ${value}`
  return ask(client, method, { ...more, lines: [...(more.lines ?? []), line] })
}

test('the shipped configuration is one Kamailio takes without a warning', () => {
  const { status, stderr } = spawnSync('kamailio', ['-c', '-f', 'build/deploy/kamailio/kamailio.cfg'], {
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
  expect(stderr).not.toMatch(/warning|error/i)
})

for (const [who, headers] of [
  ['another site', { origin: 'https://evil.example' }],
  ['a look-alike', { origin: `${origin}.evil.example` }],
  ['nobody', {}],
] as const)
  test(`a page of ${who} gets no socket`, async () => {
    await expect(openRaw(hall.kamailio.ws, headers)).rejects.toThrow('403')
  })

test('a seat registers with its secret, and with nothing else', async () => {
  const client = await open()
  expect((await ask(client, 'REGISTER', {})).status).toBe(401)
  expect((await prove(client, 'REGISTER', { password: 'wrong' })).status).toBe(401)
  expect((await prove(client, 'REGISTER', { from: '8002' })).status).not.toBe(200)
  expect((await prove(client, 'REGISTER', {})).status).toBe(200)
  client.socket.close()
})

test('guessing is shut out, and that seat alone', async () => {
  const client = await open()
  const answers: number[] = []
  for (let i = 0; i < 14; i++) {
    const wrong = await prove(client, 'REGISTER', { from: '8002', user: '8002', password: `guess ${i}` })
    answers.push(wrong.status)
  }
  expect(answers.at(0)).toBe(401)
  expect(answers.at(-1)).toBe(403)
  expect((await prove(client, 'REGISTER', { from: '8002', user: '8002' })).status).toBe(403)
  expect((await prove(client, 'REGISTER', {})).status).toBe(200)
  client.socket.close()
})

for (const [what, uri, lines] of [
  ['another domain', 'sip:8002@elsewhere.example', []],
  ['an address', 'sip:a@192.0.2.9:5060', []],
  ['a connection named by an alias', 'sip:a@b.invalid;alias=127.0.0.1~9~1', ['Replaces: x;to-tag=1;from-tag=2']],
  ['nobody’s name', `sip:nobody@${domain}`, []],
] as const)
  test(`an INVITE to ${what} goes nowhere`, async () => {
    const client = await open()
    expect((await ask(client, 'INVITE', { uri, lines })).status).toBe(407)
    expect([403, 404]).toContain((await prove(client, 'INVITE', { uri, lines })).status)
    client.socket.close()
  })

test('a way through the proxy that a caller writes itself is not gone', async () => {
  const client = await open()
  const stranger = await openUdpPeer(hall.ports.sip)
  const uri = `sip:nobody@${domain}`
  const lines = [`Route: <sip:127.0.0.1:${stranger.port};lr>`]
  expect((await prove(client, 'INVITE', { uri, lines })).status).toBe(404)
  expect(stranger.seen).toEqual([])
  client.socket.close()
  stranger.close()
})

for (const proved of [false, true])
  test(`a request inside a dialog that never was goes nowhere from a socket that has ${proved ? '' : 'not '}proved itself`, async () => {
    const client = await open()
    const stranger = await openUdpPeer(hall.ports.sip)
    if (proved) expect((await prove(client, 'REGISTER', {})).status).toBe(200)
    const edge = `Route: <sip:127.0.0.1:${hall.ports.sip};lr>`
    for (const [uri, ...routes] of [
      [`sip:a@b.invalid;alias=127.0.0.1~${stranger.port}~1`],
      [`sip:a@127.0.0.1:${stranger.port}`],
      [`sip:a@127.0.0.1:${hall.ports.queue}`],
      ['sip:a@b.invalid', `Route: <sip:127.0.0.1:${stranger.port};lr>`],
    ] as const) {
      calls += 1
      client.send(
        request({
          method: 'INVITE',
          uri,
          from: `<sip:8001@${domain}>;tag=a`,
          to: `<sip:x@${domain}>;tag=b`,
          callId: `wall-${calls}`,
          cseq: 1,
          more: [edge, ...routes],
        }),
      )
      expect((await client.next()).status).toBe(403)
    }
    expect(stranger.seen).toEqual([])
    client.socket.close()
    stranger.close()
  })

test('datagrams and bare streams of strangers get no answer', async () => {
  const text = request({
    method: 'OPTIONS',
    uri: `sip:${domain}`,
    from: '<sip:a@b>;tag=1',
    to: `<sip:${domain}>`,
    callId: 'stranger',
    cseq: 1,
  })
  const peer = await openUdpPeer(hall.ports.sip)
  const heard: string[] = []
  const stream = connect(hall.ports.ws, '127.0.0.1')
  stream.on('data', (data) => heard.push(String(data)))
  stream.on('error', () => {})
  stream.write(text.replace('SIP/2.0/WS', 'SIP/2.0/TCP'))
  peer.send(text.replace('SIP/2.0/WS', 'SIP/2.0/UDP'))
  // What was sent later and is answered shows that the others had their turn.
  const client = await open()
  for (let i = 0; i < 3; i++) expect((await ask(client, 'OPTIONS', {})).status).toBe(200)
  expect(peer.seen).toEqual([])
  expect(heard).toEqual([])
  client.socket.close()
  stream.destroy()
  peer.close()
})
