import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpGateway } from '#server/text-gateway/http-gateway.ts'

const open: Server[] = []
const closeAll = async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
afterEach(closeAll)

/** A gateway on this machine, and what it was asked. */
async function fake(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const asked: { method?: string; url?: string; headers: IncomingMessage['headers']; body: unknown }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    const { method, url, headers } = request
    asked.push({ ...(method && { method }), ...(url && { url }), headers, body: body && JSON.parse(body) })
    answer(response, request)
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`
  return { asked, url }
}
const text = { id: 'text-1', to: '13800001234', text: '您的诉求已受理' }
const send = (url: string, limitMs = 20_000) =>
  createHttpGateway({ url, secret: 'a-secret-of-the-site', limitMs }).send(text)
const answering = (status: number) => (response: ServerResponse) => void response.writeHead(status).end('{}')

describe('the gateway of text messages over HTTP', () => {
  it('is sent number and text as JSON, with the text’s id as idempotency key and the site’s secret', async () => {
    const { asked, url } = await fake(answering(202))
    expect(await send(url)).toBe('sent')
    expect(asked).toMatchObject([
      {
        method: 'POST',
        url: '/send',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': 'text-1',
          authorization: 'Bearer a-secret-of-the-site',
        },
        body: { to: text.to, text: text.text },
      },
    ])
  })
  it.each([
    [200, 'sent'],
    [204, 'sent'],
    [400, 'refused'],
    [401, 'refused'],
    [422, 'refused'],
    [408, 'unreachable'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('that answers %i has the text: %s', async (status, verdict) => {
    expect(await send((await fake(answering(status))).url)).toBe(verdict)
  })
  it('is followed nowhere else', async () => {
    const other = await fake(answering(200))
    const { url } = await fake((response) => void response.writeHead(307, { location: other.url }).end())
    expect(await send(url)).toBe('unreachable')
    expect(other.asked).toEqual([])
  })
  it('counts as unreachable when it is silent, breaks off, or is not there', async () => {
    const silent = await fake(() => undefined)
    expect(await send(silent.url, 50)).toBe('unreachable')
    const broken = await fake((response) => void response.destroy())
    expect(await send(broken.url)).toBe('unreachable')
    await closeAll()
    expect(await send(broken.url)).toBe('unreachable')
  })
})
