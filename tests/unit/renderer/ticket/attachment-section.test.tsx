import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useRef } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { AttachmentDesk } from '#renderer/ticket/attachment/attachment-desk.ts'
import { createAttachmentQueue } from '#renderer/ticket/attachment/attachment-queue.ts'
import { AttachmentSection } from '#renderer/ticket/attachment/attachment-section.tsx'
import type { FileFailure, FileSending } from '#renderer/ticket/attachment/file-sending.ts'
import type { AttachmentRow } from '#shared/contract/rest/attachments.schema.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'
import { attachmentMostBytes } from '#shared/ticket/attachment.rules.ts'
import { sampleFile } from '#tests/support/sample-files.ts'

const user = userEvent.setup({ delay: null })
const rowOf = (name: string, more: Partial<AttachmentRow> = {}): AttachmentRow => ({
  attachmentId: `id of ${name}`,
  uploadId: 'upload-0000000001',
  part: 'demand',
  name,
  kind: 'image/jpeg',
  bytes: 200_000,
  seat: '8001',
  by: '李明',
  at: 1000,
  scan: 'clean',
  mayRemove: true,
  ...more,
})

/** The server as the section sees it; each file goes up when the test says. */
function fakeDesk(rows: AttachmentRow[] = []) {
  const sent: (FileSending & { end: (answer: Result<AttachmentRow, FileFailure>) => void })[] = []
  const opened: string[] = []
  const state = { rows, withheld: 0, mayAdd: true, reachable: true }
  const queue = createAttachmentQueue({
    newId: () => crypto.randomUUID(),
    send: (sending) =>
      new Promise((end) => {
        sending.signal.addEventListener('abort', () => end(failure('stopped')))
        sent.push({ ...sending, end })
      }),
  })
  const desk: AttachmentDesk = {
    reader: { seat: '8001', name: '李明', now: () => 2000 },
    async list() {
      const { rows: attachments, withheld, mayAdd, reachable } = state
      return reachable ? success({ attachments, withheld, mayAdd }) : failure('unreachable')
    },
    send: () => Promise.reject(new Error('by the queue')),
    async open({ attachmentId }, save) {
      opened.push(`${save ? 'save' : 'look'} ${attachmentId}`)
      return success(new Blob(['x'], { type: 'image/jpeg' }))
    },
    async remove(id) {
      state.rows = state.rows.filter(({ attachmentId }) => attachmentId !== id)
      return true
    },
    queueOf: () => queue,
  }
  return { desk, sent, opened, state, queue }
}

function Form({ desk, online = true, quiet = false }: { desk: AttachmentDesk; online?: boolean; quiet?: boolean }) {
  const form = useRef<HTMLDivElement>(null)
  return (
    <div ref={form} data-testid="form">
      <textarea aria-label="content" />
      <AttachmentSection
        desk={desk}
        of={{ kind: 'drafts', id: 'd' }}
        online={online}
        quiet={quiet}
        {...(!quiet && { into: form })}
      />
    </div>
  )
}

const picture = (name = '照片.jpg') =>
  new File([new Uint8Array(sampleFile('image/jpeg', 5000))], name, { type: 'image/jpeg' })
const choose = (files: File[]) =>
  fireEvent.change(document.querySelector('input[data-files]') as HTMLInputElement, { target: { files } })
const dataOf = (files: File[], types: string[]) => ({ files, types, dropEffect: 'none' })
const sending = (sent: unknown[], count: number) => vi.waitFor(() => expect(sent).toHaveLength(count))

beforeEach(() => {
  setLanguage('en')
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:made', revokeObjectURL: () => undefined }))
})

describe('Files of a draft', () => {
  it('are listed with what they are, how large, and who added them; what may be done has a name', async () => {
    const { desk } = fakeDesk([rowOf('照片.jpg', { scan: 'none' }), rowOf('合同.pdf', { kind: 'application/pdf' })])
    render(<Form desk={desk} />)
    const list = await screen.findByRole('list', { name: 'Files of this ticket' })
    expect(within(list).getByText(/Picture · 195 KB · 8001 李明 .*not scanned for viruses/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Look at 照片.jpg' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Download 合同.pdf' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Look at 合同.pdf' })).toBeNull()
  })

  it('are chosen, go up one after the other, and say how far they are', async () => {
    const { desk, sent, state } = fakeDesk()
    render(<Form desk={desk} />)
    await screen.findByRole('button', { name: 'Add files' })
    choose([picture('a.jpg'), picture('b.jpg')])
    await sending(sent, 1)
    act(() => sent[0]?.onProgress(0.42))
    expect(screen.getByText('42 % sent')).toBeTruthy()
    expect(screen.getByText('Waits its turn')).toBeTruthy()
    expect(screen.getByRole('progressbar', { name: 'a.jpg' })).toHaveProperty('value', 42)
    state.rows = [rowOf('a.jpg')]
    act(() => sent[0]?.end(success(rowOf('a.jpg'))))
    expect(await screen.findByRole('button', { name: 'Look at a.jpg' })).toBeTruthy()
    await sending(sent, 2)
    expect(sent.map(({ file }) => file.name)).toEqual(['a.jpg', 'b.jpg'])
  })

  it('are dropped on the form, or pasted into it; text that is pasted stays text', async () => {
    const { desk, sent } = fakeDesk()
    render(<Form desk={desk} />)
    await screen.findByRole('button', { name: 'Add files' })
    const form = screen.getByTestId('form')
    expect(fireEvent.dragOver(form, { dataTransfer: dataOf([], ['Files']) })).toBe(false)
    expect(fireEvent.drop(form, { dataTransfer: dataOf([picture('dropped.jpg')], ['Files']) })).toBe(false)
    await sending(sent, 1)
    const field = screen.getByRole('textbox', { name: 'content' })
    expect(fireEvent.paste(field, { clipboardData: dataOf([picture()], ['text/plain', 'Files']) })).toBe(true)
    expect(fireEvent.paste(field, { clipboardData: dataOf([], ['text/plain']) })).toBe(true)
    expect(fireEvent.paste(field, { clipboardData: dataOf([picture('pasted.jpg')], ['Files']) })).toBe(false)
    expect(screen.getByText('pasted.jpg')).toBeTruthy()
  })

  it('too large or of a wrong kind are refused here in words, without being sent', async () => {
    const { desk, sent } = fakeDesk()
    render(<Form desk={desk} />)
    await screen.findByRole('button', { name: 'Add files' })
    const large = Object.defineProperty(picture('large.jpg'), 'size', { value: attachmentMostBytes + 1 })
    choose([large, new File(['MZ'], '照片.jpg', { type: 'image/jpeg' })])
    expect(await screen.findByText(/over 20 MB/)).toBeTruthy()
    expect(await screen.findByText(/pictures \(JPEG/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Send large.jpg again' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Give up large.jpg' }))
    expect(screen.queryByText('large.jpg')).toBeNull()
    expect(sent).toEqual([])
  })

  it('can be stopped on the way', async () => {
    const { desk, sent } = fakeDesk()
    render(<Form desk={desk} />)
    await screen.findByRole('button', { name: 'Add files' })
    choose([picture('a.jpg')])
    await sending(sent, 1)
    await user.click(screen.getByRole('button', { name: 'Stop sending a.jpg' }))
    expect(sent[0]?.signal.aborted).toBe(true)
    expect(screen.queryByText('a.jpg')).toBeNull()
  })

  it('that the server refused say why, and go again under the same key', async () => {
    const { desk, sent } = fakeDesk()
    render(<Form desk={desk} />)
    await screen.findByRole('button', { name: 'Add files' })
    choose([picture('a.jpg')])
    await sending(sent, 1)
    act(() => sent[0]?.end(failure('not-scanned')))
    await user.click(await screen.findByRole('button', { name: 'Send a.jpg again' }))
    await sending(sent, 2)
    expect(sent[1]?.uploadId).toBe(sent[0]?.uploadId)
  })

  it('wait for the connection, say so, and go on by themselves when it is back', async () => {
    const { desk, sent } = fakeDesk()
    const { rerender } = render(<Form desk={desk} />)
    await screen.findByRole('button', { name: 'Add files' })
    choose([picture('a.jpg')])
    await sending(sent, 1)
    rerender(<Form desk={desk} online={false} />)
    act(() => sent[0]?.end(failure('unreachable')))
    expect((await screen.findByRole('alert')).textContent).toContain('the text of the form is safe')
    rerender(<Form desk={desk} online />)
    await sending(sent, 2)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('are looked at under the name of who looks, and closed by Escape', async () => {
    const { desk, opened } = fakeDesk([rowOf('照片.jpg')])
    render(<Form desk={desk} />)
    await user.click(await screen.findByRole('button', { name: 'Look at 照片.jpg' }))
    const dialog = await screen.findByRole('dialog', { name: '照片.jpg' })
    expect(await within(dialog).findByRole('img', { name: '照片.jpg' })).toBeTruthy()
    expect(within(dialog).getByText(/^8001 李明 1970-01-01 /)).toBeTruthy()
    const mark = dialog.querySelector<HTMLElement>('[data-watermark]')
    expect(decodeURIComponent(mark?.style.backgroundImage ?? '')).toContain('8001 李明')
    expect(opened).toEqual(['look id of 照片.jpg'])
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('are removed after a question', async () => {
    const { desk, state } = fakeDesk([rowOf('照片.jpg')])
    render(<Form desk={desk} />)
    await user.click(await screen.findByRole('button', { name: 'Remove 照片.jpg' }))
    const ask = await screen.findByRole('alertdialog')
    expect(state.rows).toHaveLength(1)
    await user.click(within(ask).getByRole('button', { name: 'Remove' }))
    expect(await screen.findByText('照片.jpg removed')).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Look at 照片.jpg' })).toBeNull())
    expect(document.activeElement?.textContent).toBe('Add files')
  })

  it('whose list did not come say so, and are read again', async () => {
    const { desk, state } = fakeDesk([rowOf('照片.jpg')])
    state.reachable = false
    render(<Form desk={desk} />)
    expect(await screen.findByText(/The list of files did not come/)).toBeTruthy()
    state.reachable = true
    await user.click(screen.getByRole('button', { name: 'Read again' }))
    expect(await screen.findByRole('button', { name: 'Look at 照片.jpg' })).toBeTruthy()
  })

  it('are not added beyond ten, and the button says why', async () => {
    const { desk } = fakeDesk(Array.from({ length: 10 }, (_, n) => rowOf(`${n}.jpg`)))
    render(<Form desk={desk} />)
    await screen.findByRole('list')
    const button = screen.getByRole('button', { name: 'Add files' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toContain('ten files')
  })
})

describe('Files of a ticket', () => {
  it('are not spoken of where there are none and none can be added', async () => {
    const { desk, state } = fakeDesk()
    state.mayAdd = false
    render(<Form desk={desk} quiet />)
    await act(async () => undefined)
    expect(screen.queryByRole('region', { name: 'Files' })).toBeNull()
  })
  it('that are withheld are counted, not named', async () => {
    const { desk, state } = fakeDesk()
    state.withheld = 2
    render(<Form desk={desk} quiet />)
    expect(await screen.findByText(/2 more not shown to you/)).toBeTruthy()
  })
})
