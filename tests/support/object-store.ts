import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()

/** Whether a request is signed as AWS Signature Version 4 says, worked out here anew (SigV4, "Create a signed AWS API request", steps 1 to 4). */
function isSigned(request: IncomingMessage, body: Buffer, secret: string): boolean {
  const { authorization = '', host } = request.headers
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    )
  if (!match) return false
  const [, , day = '', region = '', names = '', signature] = match
  const said = String(request.headers['x-amz-content-sha256'])
  if (said !== 'UNSIGNED-PAYLOAD' && said !== sha256(body)) return false
  const url = new URL(request.url ?? '', `http://${host}`)
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const canonical = [request.method, url.pathname, url.searchParams.toString(), headers.join(''), names, said].join(
    '\n',
  )
  const scope = `${day}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request')
  return hmac(key, toSign).toString('hex') === signature
}

/** A store of objects on this machine that keeps what is signed with its secret; `status` other than 0: what it answers to all. */
export async function startObjectStore(secret: string) {
  const objects = new Map<string, Buffer>()
  const state = { status: 0 }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      const answer = (status: number, out?: Buffer) => response.writeHead(status).end(out)
      if (state.status !== 0) return answer(state.status)
      if (!isSigned(request, body, secret)) return answer(403)
      const name = request.url ?? ''
      if (request.method === 'PUT') {
        objects.set(name, body)
        return answer(200)
      }
      if (request.method === 'DELETE') return answer(objects.delete(name) ? 204 : 404)
      const held = objects.get(name)
      return held ? answer(200, held) : answer(404)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    objects,
    state,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lianxian/files`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
