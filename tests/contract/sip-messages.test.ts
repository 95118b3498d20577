import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openRaw, request } from '#tests/support/raw-sip.ts'
import { domain, type House, openHouse } from '#tests/support/sip-house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse({
    timings: { strangerMs: 400 },
    allowOrigin: (origin) => origin === undefined || origin === 'http://127.0.0.1:5345',
  })
})
afterEach(async () => {
  await house.close()
  expect(house.errors).toEqual([])
})

const options = (more: Partial<Parameters<typeof request>[0]> = {}) =>
  request({
    method: 'OPTIONS',
    uri: `sip:${domain}`,
    from: `<sip:x@${domain}>;tag=a`,
    to: `<sip:${domain}>`,
    callId: 'opt-1',
    cseq: 1,
    ...more,
  })

/** HTTP status of an upgrade to a path with these headers. */
function upgradeStatus(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(house.url.replace('ws:', 'http:').replace('/sip', path), {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    })
    sent.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    sent.on('response', (response) => resolve(response.statusCode ?? 0))
    sent.on('error', reject)
    sent.end()
  })
}

describe('the door', () => {
  it.each([
    ['none', {}, 101],
    ['ours', { Origin: 'http://127.0.0.1:5345' }, 101],
    ['foreign', { Origin: 'https://evil.example' }, 403],
    ['null', { Origin: 'null' }, 403],
    ['look-alike', { Origin: 'http://127.0.0.1:5345.evil.example' }, 403],
    ['empty', { Origin: '' }, 403],
  ])('with Origin %s answers as it should', async (_name, headers, status) => {
    expect(await upgradeStatus('/sip', { 'Sec-WebSocket-Protocol': 'sip', ...(headers as object) })).toBe(status)
  })

  it('wants the subprotocol sip', async () => {
    expect(await upgradeStatus('/sip', {})).toBe(400)
    expect(await upgradeStatus('/sip', { 'Sec-WebSocket-Protocol': 'chat' })).toBe(400)
    const socket = new WebSocket(house.url, ['chat', 'sip'])
    await new Promise((resolve) => socket.once('open', resolve))
    expect(socket.protocol).toBe('sip')
    socket.terminate()
  })

  it('leaves other paths to others', async () => {
    house.server.on('upgrade', (asked, socket) => {
      if (asked.url === '/other') socket.end("HTTP/1.1 418 I'm a teapot\r\nContent-Length: 0\r\n\r\n")
    })
    expect(await upgradeStatus('/other', { 'Sec-WebSocket-Protocol': 'sip' })).toBe(418)
    expect(await upgradeStatus('/sip?x=1', { 'Sec-WebSocket-Protocol': 'sip' })).toBe(101)
  })

  it('sends away who proves nothing in time', async () => {
    const client = await openRaw(house.url)
    expect(await client.closed).toBe(1008)
  })

  it('lets no more in than there is room for', async () => {
    await house.close()
    house = await openHouse({ mostFlows: 1 })
    await openRaw(house.url)
    expect(await upgradeStatus('/sip', { 'Sec-WebSocket-Protocol': 'sip' })).toBe(503)
  })

  it('sends away who floods', async () => {
    await house.close()
    house = await openHouse({ timings: { strangerMs: 600_000 } })
    const client = await openRaw(house.url)
    for (let i = 0; i < 400; i++) client.send('\r\n\r\n')
    expect(await client.closed).toBe(1008)
  })
})

describe('a message', () => {
  it('is answered: OPTIONS 200 with what is allowed', async () => {
    const client = await openRaw(house.url)
    client.send(options())
    const answer = await client.next()
    expect(answer.start).toBe('SIP/2.0 200 OK')
    expect(answer.header('Allow')).toContain('INVITE')
    expect(answer.header('Via')).toContain('received=127.0.0.1')
  })

  it('may come as a binary frame', async () => {
    const client = await openRaw(house.url)
    client.socket.send(Buffer.from(options()), { binary: true })
    expect((await client.next()).status).toBe(200)
  })

  it('gets the port back where rport asks for it', async () => {
    const client = await openRaw(house.url)
    client.send(options().replace(';branch=', ';rport;branch='))
    expect((await client.next()).header('Via')).toMatch(/;rport=\d+/)
  })

  it('of blank lines is a keep-alive and gets its pong', async () => {
    const client = await openRaw(house.url)
    client.send('\r\n\r\n')
    expect((await client.next()).text).toBe('\r\n')
    client.send('\r\n')
    client.send(options())
    expect((await client.next()).status).toBe(200)
  })

  it.each([
    ['over 64 KB', () => options({ more: [`X-Much: ${'x'.repeat(70_000)}`] }), 413],
    ['with a torn body', () => options({ body: 'abc' }).replace('Content-Length: 3', 'Content-Length: 30'), 400],
    ['without an end of its headers', () => options().replace('\r\n\r\n', ''), 400],
    ['with too many headers', () => options({ more: Array.from({ length: 200 }, (_, i) => `X-${i}: y`) }), 400],
    ['with a very long Request-URI', () => options({ uri: `sip:${'a'.repeat(3000)}@${domain}` }), 414],
    ['of another version', () => options().replace('SIP/2.0', 'SIP/7.0'), 505],
    ['to a tel URI', () => options({ uri: 'tel:+8612345' }), 416],
    ['to an unknown scheme', () => options({ uri: 'nobodyKnowsThisScheme:totallyopaquecontent' }), 416],
    ['with no hops left', () => options().replace('Max-Forwards: 70', 'Max-Forwards: 0'), 483],
    ['with Proxy-Require', () => options({ more: ['Proxy-Require: foo'] }), 420],
    ['of an unknown method', () => options().replaceAll('OPTIONS', 'NEWMETHOD'), 501],
    ['of a method not for strangers', () => options().replaceAll('OPTIONS', 'MESSAGE'), 405],
    ['with a Route to elsewhere', () => options({ more: ['Route: <sip:10.0.0.1;lr>'] }), 403],
    ['with a dialog nobody knows', () => options({ method: 'BYE', to: `<sip:x@${domain}>;tag=b` }), 481],
    ['that cancels nothing', () => options({ method: 'CANCEL' }), 481],
  ])('%s gets its status', async (_name, make, status) => {
    const client = await openRaw(house.url)
    client.send(make())
    const answer = await client.next()
    expect(answer.status).toBe(status)
    expect(answer.header('Call-ID')).toBe('opt-1')
    expect(answer.header('To')).toMatch(/;tag=/)
  })

  it.each([
    ['that is no SIP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 1002],
    ['cut in its start line', 'INVITE sip:123', 1002],
    ['without what an answer needs', 'OPTIONS sip:x SIP/2.0\r\nVia: x\r\n\r\n', 1002],
  ])('%s ends the connection', async (_name, text, code) => {
    const client = await openRaw(house.url)
    client.send(text)
    expect(await client.closed).toBe(code)
  })

  it('that is no UTF-8, or far too big, ends the connection', async () => {
    const [one, two] = [await openRaw(house.url), await openRaw(house.url)]
    one.socket.send(Buffer.from([0x4f, 0xff, 0xfe, 0x80]), { binary: true })
    two.send(options({ more: [`X-Much: ${'x'.repeat(400_000)}`] }))
    expect(await Promise.all([one.closed, two.closed])).toEqual([1002, 1009])
  })

  it('with a broken response or ACK is dropped without a word', async () => {
    const client = await openRaw(house.url)
    client.send('SIP/2.0 200 OK\r\nVia: nonsense\r\n\r\n')
    client.send(options({ method: 'ACK' }).replace('Content-Length: 0', 'Content-Length: 9'))
    client.send(
      'SIP/2.0 200 OK\r\nVia: SIP/2.0/WS not.ours;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=2\r\nCall-ID: z\r\nCSeq: 1 INVITE\r\n\r\n',
    )
    client.send(options())
    expect((await client.next()).status).toBe(200)
    expect(client.seen).toHaveLength(1)
  })
})
