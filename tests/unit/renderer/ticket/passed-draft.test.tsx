import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeStateAsUpdate } from 'yjs'
import { keyTable } from '#renderer/desk/keys/key-table.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { AttachmentDesk } from '#renderer/ticket/attachment/attachment-desk.ts'
import { createAttachmentQueue } from '#renderer/ticket/attachment/attachment-queue.ts'
import { openTicketDesk, type TicketDesk } from '#renderer/ticket/ticket-desk.ts'
import { TicketRegion } from '#renderer/ticket/ticket-region.tsx'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'
import { KeysContext } from '#renderer/ui/keys/use-key.ts'
import type { LinkStatus } from '#shared/contract/link/worker-messages.ts'
import type { DraftsRow, SharedDraftRow } from '#shared/contract/socket/topics.ts'
import { createFakeTicketLink, ticketData } from '#tests/support/ticket-desk-fake.ts'

const draftId = 'draft-000000000001'
const to = { seat: '8002', name: 'Xu', at: Date.now() }
const online: LinkStatus = { network: 'online', waiting: 0, journal: 'durable', refused: [] }
const refusal = { key: 'k'.repeat(16), name: 'draft.update', draftId, reason: 'forbidden' as const, faults: [] }
const refused: LinkStatus = { ...online, refused: [refusal] }
let link: ReturnType<typeof createFakeTicketLink>
let desk: TicketDesk
const user = userEvent.setup({ delay: null })

function show(status: LinkStatus = online, attachments?: AttachmentDesk) {
  const made = createKeyRegistry(keyTable, () => {})
  if (!made.ok) throw new Error(made.reason)
  const node = (now: LinkStatus) => (
    <KeysContext value={made.value}>
      <TicketRegion desk={desk} link={now} load={async () => ticketData} attachments={attachments} />
    </KeysContext>
  )
  const { rerender } = render(node(status))
  return (now: LinkStatus) => rerender(node(now))
}
const row = (more: Partial<DraftsRow> = {}): DraftsRow => ({
  draftId,
  callId: null,
  title: '',
  updatedAt: 1,
  ticketNo: null,
  from: null,
  passedTo: null,
  ...more,
})
const say = (more: Partial<DraftsRow> = {}) =>
  act(() => link.say({ kind: 'delta', set: [[draftId, row(more)]], gone: [] }))
const title = () => screen.findByRole('textbox', { name: 'Title' })
const told = () => screen.findByText('This draft was handed over to Xu (8002)')
const putAway = () => user.click(screen.getByRole('button', { name: 'Put away' }))
/** A new draft whose content the server has so far. */
async function begin() {
  act(() => desk.newTicket())
  await user.type(await title(), '路灯不亮')
  const docs = link.docs.get(draftId)
  if (!docs) throw new Error('no draft')
  link.served.set(draftId, { matter: encodeStateAsUpdate(docs.matter), person: encodeStateAsUpdate(docs.person) })
}

beforeEach(() => {
  setLanguage('en')
  link = createFakeTicketLink()
  desk = openTicketDesk(link.ports)
})
afterEach(() => desk.close())

describe('a draft that another seat took over', () => {
  it('is frozen and says who has it, until the person puts it away', async () => {
    show()
    await begin()
    say({ passedTo: to })
    await told()
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button', { name: /Submit ticket/ })).toBeNull()
    expect(link.left).toEqual([])
    await putAway()
    expect(link.left).toEqual([draftId])
    expect(desk.store.getState().tabs).toEqual([])
  })

  it('shows what was written here and did not go along, of who asks too', async () => {
    const again = show()
    await begin()
    await user.type(await title(), '，东侧')
    await user.type(screen.getByRole('textbox', { name: "Caller's name" }), '王女士')
    say({ passedTo: to })
    again(refused)
    await told()
    const values = screen.getAllByRole<HTMLTextAreaElement>('textbox').map(({ value }) => value)
    expect(values).toEqual(['路灯不亮，东侧', '王女士'])
    screen.getByText(/did not go along/)
    await putAway()
    expect(link.left).toEqual([draftId])
  })

  it('shows all that was written here where a reload forgot what the server had', async () => {
    link.kept.push({ draftId, callId: null, submitting: null })
    const draft = await link.ports.openDraft(draftId, null, false)
    draft.setText('title', '离线时写的')
    say({ passedTo: to })
    desk.close()
    desk = openTicketDesk(link.ports)
    const again = show()
    say({ passedTo: to })
    await told()
    screen.getByRole('tab', { name: /^离线时写的/ })
    expect(screen.queryByRole('textbox')).toBeNull()
    again(refused)
    expect((await title()).getAttribute('readonly')).not.toBeNull()
    expect((await title()) as HTMLTextAreaElement).toHaveProperty('value', '离线时写的')
  })

  it('names the files that were not up yet', async () => {
    const queue = createAttachmentQueue({ send: () => new Promise(() => {}), newId: () => 'upload' })
    show(online, {
      reader: { seat: '8001', name: 'Lin', now: () => 0 },
      list: () => new Promise(() => {}),
      queueOf: () => queue,
    } as unknown as AttachmentDesk)
    await begin()
    act(() => queue.add([new File(['x'], '现场.jpg')]))
    say({ passedTo: to })
    await told()
    expect(screen.getByRole('alert').textContent).toMatch(/did not go along.*现场\.jpg/)
  })

  it('stays another’s when handing it in was refused for that', async () => {
    show()
    await begin()
    await act(() => void desk.submit(draftId))
    say({ passedTo: to })
    await act(async () => link.sent[0]?.answer({ ok: false, reason: 'forbidden', faults: [] }))
    await told()
  })

  it('comes back as this seat’s own when it is handed back, after what stands there is put away', async () => {
    show()
    await begin()
    say({ passedTo: to })
    await told()
    say({ from: { ...to, at: to.at + 1 } })
    await told()
    await putAway()
    await title()
    expect(desk.store.getState().tabs.map((tab) => tab.phase.kind)).toEqual(['open'])
  })

  it('comes back also when it was put away before', async () => {
    show()
    await begin()
    say({ passedTo: to })
    await told()
    await putAway()
    say()
    expect(desk.store.getState().tabs).toEqual([])
    say({ from: { ...to, at: to.at + 1 } })
    await title()
  })
})

describe('a draft that came from another seat', () => {
  it('is opened beside the others', async () => {
    show()
    say({ from: to, title: '漏水' })
    await screen.findByRole('tab', { name: 'Untitled' })
  })

  it('that this seat read along becomes its own', async () => {
    show()
    const shared: SharedDraftRow = {
      draftId,
      callId: 'c',
      title: '漏水',
      seat: '8002',
      name: 'Xu',
      right: 'read',
      caller: { name: '', phone: '' },
      ticketNo: null,
    }
    act(() => link.share({ kind: 'delta', set: [[draftId, shared]], gone: [] }))
    say({ from: to })
    act(() => link.share({ kind: 'delta', set: [], gone: [draftId] }))
    await waitFor(() => expect(desk.store.getState().tabs).toMatchObject([{ draftId, shared: null }]))
    await title()
  })

  it('is not opened again by late news once this seat threw it away', async () => {
    show()
    say({ from: to })
    await title()
    await act(() => void desk.discard(draftId))
    say({ from: to })
    expect(desk.store.getState().tabs).toEqual([])
  })
})
