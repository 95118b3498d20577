import { describe, expect, it } from 'vitest'
import { createAttachmentDesk } from '#renderer/ticket/attachment/attachment-desk.ts'
import type { AttachmentRow } from '#shared/contract/rest/attachments.schema.ts'

const row: AttachmentRow = {
  attachmentId: 'one',
  uploadId: 'upload-0000000001',
  part: 'demand',
  name: '照片.jpg',
  kind: 'image/jpeg',
  bytes: 3,
  seat: '8001',
  by: '李明',
  at: 1,
  scan: 'none',
  mayRemove: true,
}

/** A request that does what the test says. */
class FakeRequest {
  readonly headers: Record<string, string> = {}
  readonly upload: { onprogress?: (event: { loaded: number }) => void } = {}
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  status = 0
  responseText = ''
  asked = ''
  sent: unknown
  open(method: string, path: string) {
    this.asked = `${method} ${path}`
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  send(body: unknown) {
    this.sent = body
  }
  abort() {
    this.onabort?.()
  }
  answer(status: number, body: unknown) {
    this.status = status
    this.responseText = typeof body === 'string' ? body : JSON.stringify(body)
    this.onload?.()
  }
}

function open(answer: Response = Response.json({})) {
  const requests: FakeRequest[] = []
  const asked: string[] = []
  const desk = createAttachmentDesk({
    fetch: (async (path: string) => {
      asked.push(path)
      return answer
    }) as unknown as typeof fetch,
    origin: '',
    token: () => 'token',
    reader: { seat: '8001', name: '李明', now: () => 1 },
    remove: async () => true,
    newId: () => 'upload-0000000001',
    newRequest() {
      const request = new FakeRequest()
      requests.push(request)
      return request as unknown as XMLHttpRequest
    },
  })
  const control = new AbortController()
  const progress: number[] = []
  const send = (name = `😀${'片'.repeat(195)}.jpg`) =>
    desk.send(
      { kind: 'drafts', id: 'draft' },
      {
        file: new File(['abcd'], name),
        uploadId: 'upload-0000000001',
        signal: control.signal,
        onProgress: (part) => progress.push(part),
      },
    )
  return { desk, requests, asked, control, progress, send }
}

describe('Sending a file', () => {
  it('puts it as it is under its key, its name in a header, and tells how much has gone', async () => {
    const { requests, progress, send } = open()
    const sending = send()
    const [request] = requests
    request?.upload.onprogress?.({ loaded: 2 })
    request?.answer(200, { attachment: row })
    expect(await sending).toEqual({ ok: true, value: row })
    expect(request?.asked).toBe('PUT /api/drafts/draft/attachments/upload-0000000001')
    expect(decodeURIComponent(request?.headers['x-file-name'] ?? '')).toBe(`${'片'.repeat(195)}.jpg`)
    expect(request?.headers.authorization).toBe('Bearer token')
    expect(progress).toEqual([0.5])
  })
  it.each([
    [413, { reason: 'too-large', faults: [] }, 'too-large'],
    [422, { reason: 'not-clean', faults: [] }, 'not-clean'],
    [503, { reason: 'not-scanned', faults: [] }, 'not-scanned'],
    [500, { reason: 'failed' }, 'unreachable'],
    [502, { reason: 'unreachable' }, 'unreachable'],
    [401, { reason: 'expired' }, 'refused'],
    [200, 'no JSON', 'refused'],
  ])('that is answered %i %j fails as %s', async (status, body, reason) => {
    const { requests, send } = open()
    const sending = send()
    requests[0]?.answer(status, body)
    expect(await sending).toEqual({ ok: false, reason })
  })
  it('that the network cuts is unreachable, and one that is stopped ends its request', async () => {
    const first = open()
    const sending = first.send()
    first.requests[0]?.onerror?.()
    expect(await sending).toEqual({ ok: false, reason: 'unreachable' })
    const second = open()
    const stopped = second.send()
    second.control.abort()
    expect(await stopped).toEqual({ ok: false, reason: 'stopped' })
    expect(await second.send()).toEqual({ ok: false, reason: 'stopped' })
    expect(second.requests[1]?.sent).toBeUndefined()
  })
})

describe('Opening a file', () => {
  it('gives what the list says it is, whatever the answer calls it', async () => {
    const { desk, asked } = open(new Response('abc', { headers: { 'content-type': 'application/octet-stream' } }))
    const answer = await desk.open(row, true)
    expect(answer.ok && [answer.value.type, await answer.value.text()]).toEqual(['image/jpeg', 'abc'])
    expect(asked).toEqual(['/api/attachments/one?save=yes'])
  })
  it('that is refused says why', async () => {
    const { desk } = open(Response.json({ reason: 'damaged', faults: [] }, { status: 409 }))
    expect(await desk.open(row, false)).toEqual({ ok: false, reason: 'damaged' })
  })
})

describe('What is on its way up', () => {
  it('is one row of files a place, whoever asks', () => {
    const { desk } = open()
    const one = desk.queueOf({ kind: 'drafts', id: 'a' })
    expect(desk.queueOf({ kind: 'drafts', id: 'a' })).toBe(one)
    expect(desk.queueOf({ kind: 'tickets', id: 'a' })).not.toBe(one)
  })
})
