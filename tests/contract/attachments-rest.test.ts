import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { attachmentListSchema, uploadedSchema } from '#shared/contract/rest/attachments.schema.ts'
import { type Backend, openDesk, startBackend } from '#tests/support/backend.ts'
import { sampleFile } from '#tests/support/sample-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'lianxian-files-'))
let backend: Backend
beforeAll(async () => {
  backend = await startBackend({ kind: 'embedded', dataDir: null }, { files: folder })
}, 60_000)
afterAll(async () => {
  await backend.app.close()
  rmSync(folder, { recursive: true, force: true })
})

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

it('A file goes up to a draft by HTTP, is listed, comes back as it was, and is taken away by a command', async () => {
  const { token } = await backend.session('8001')
  const sent = sampleFile('image/png', 3_000_000)
  const path = '/api/drafts/draft-of-the-contract/attachments'
  const put = (key: string, body: Uint8Array, seat = token) =>
    fetch(`${backend.url}${path}/${key}`, {
      method: 'PUT',
      body: new Uint8Array(body),
      headers: { ...bearer(seat), 'x-file-name': encodeURIComponent('路灯.png') },
    })
  const answer = await put('upload-of-contract-1', sent)
  expect(answer.status).toBe(200)
  const { attachment } = uploadedSchema.parse(await answer.json())
  expect(attachment).toMatchObject({ name: '路灯.png', kind: 'image/png', bytes: sent.length, seat: '8001' })

  const wrong = await put('upload-of-contract-2', Buffer.from('<script>'.padEnd(200)))
  expect([wrong.status, await wrong.json()]).toEqual([
    415,
    { reason: 'wrong-kind', faults: [{ field: 'file', rule: 'wrong-kind' }] },
  ])
  const film = await put('upload-of-contract-3', sampleFile('video/mp4', 20 * 1024 * 1024 + 1))
  expect([film.status, await film.json()]).toMatchObject([413, { reason: 'too-large' }])
  const junk = await put('upload-of-contract-3', Buffer.alloc(20 * 1024 * 1024, 7))
  expect([junk.status, await junk.json()]).toMatchObject([415, { reason: 'wrong-kind' }])
  const again = await put('upload-of-contract-1', sent)
  expect(uploadedSchema.parse(await again.json()).attachment.attachmentId).toBe(attachment.attachmentId)
  expect((await put('short', sent)).status).toBe(400)

  const list = attachmentListSchema.parse((await backend.get(path, bearer(token))).body)
  expect(list).toMatchObject({ attachments: [attachment], withheld: 0, mayAdd: true })
  const other = await backend.session('8002')
  expect((await backend.get(path, bearer(other.token))).status).toBe(404)
  expect((await put('upload-of-contract-4', sent, other.token)).status).toBe(403)

  const file = await fetch(`${backend.url}/api/attachments/${attachment.attachmentId}`, { headers: bearer(token) })
  expect(Buffer.from(await file.arrayBuffer()).equals(sent)).toBe(true)
  expect(file.headers.get('content-security-policy')).toContain('sandbox')
  expect((await fetch(`${backend.url}/api/attachments/${attachment.attachmentId}`)).status).toBe(401)

  const desk = await openDesk(backend, { token })
  const removed = await desk.command('attachment.remove', { attachmentId: attachment.attachmentId })
  expect(removed).toMatchObject({ ok: true })
  desk.close()
  expect((await backend.get(path, bearer(token))).body).toMatchObject({ attachments: [] })
})
