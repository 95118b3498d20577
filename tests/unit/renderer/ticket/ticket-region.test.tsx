import { act, createEvent, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyTable } from '#renderer/desk/keys/key-table.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { type AttachmentDesk, createAttachmentDesk } from '#renderer/ticket/attachment/attachment-desk.ts'
import { openTicketDesk, type TicketDesk } from '#renderer/ticket/ticket-desk.ts'
import { TicketRegion } from '#renderer/ticket/ticket-region.tsx'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'
import { KeysContext } from '#renderer/ui/keys/use-key.ts'
import type { LinkStatus } from '#shared/contract/link/worker-messages.ts'
import { writeText } from '#shared/ticket-draft/draft-docs.ts'
import { createFakeTicketLink, ticketData } from '#tests/support/ticket-desk-fake.ts'

const online: LinkStatus = { network: 'online', waiting: 0, journal: 'durable', refused: [] }
let link: ReturnType<typeof createFakeTicketLink>
let desk: TicketDesk
const user = userEvent.setup({ delay: null })

function show(status: LinkStatus = online, attachments?: AttachmentDesk) {
  const made = createKeyRegistry(keyTable, () => {})
  if (!made.ok) throw new Error(made.reason)
  window.addEventListener('keydown', made.value.handle, { capture: true })
  const node = (now: LinkStatus) => (
    <KeysContext value={made.value}>
      <TicketRegion desk={desk} link={now} load={async () => ticketData} attachments={attachments} />
    </KeysContext>
  )
  const { rerender } = render(node(status))
  return (now: LinkStatus) => rerender(node(now))
}
beforeEach(() => {
  setLanguage('en')
  link = createFakeTicketLink()
  desk = openTicketDesk(link.ports)
})
afterEach(() => desk.close())

const newTicket = () => user.click(screen.getByRole('button', { name: 'New ticket' }))
const box = (name: string) => screen.findByRole('combobox', { name })
const field = (name: string) => screen.findByRole('textbox', { name })
async function choose(name: string, typed: string) {
  await user.click(await box(name))
  await user.keyboard(typed)
  await screen.findAllByRole('option')
  await user.keyboard('{Enter}')
}
async function fillGood() {
  await choose('Type', '求助')
  await choose('Matter', 'ldbl')
  await choose('Place', 'hedong dwz')
  await user.type(await field('Phone'), '13800001234')
  await user.type(await field('Title'), '河东区路灯不亮')
  await user.click(await field('Content'))
  await user.paste('市民来电反映：近一周小区东侧道路十余盏路灯不亮。诉求：尽快维修。')
  await choose('Handling', 'zb')
  await user.click(await screen.findByRole('button', { name: /^Take 河东区城市管理委/ }))
}
const state = () => screen.getByRole('status', { name: 'Ticket state' }).textContent

describe('the ticket region', () => {
  it('says that there is no ticket, and starts one without a call', async () => {
    show()
    expect(screen.getByRole('region', { name: 'Ticket' })).toBeTruthy()
    expect(screen.getByText('No ticket yet')).toBeTruthy()
    await newTicket()
    for (const name of ['Type', 'Matter', 'Place', 'Urgency', 'Handling', 'Lead unit'])
      expect(await box(name)).toBeTruthy()
    for (const name of ["Caller's name", 'Phone', 'Title', 'Content', 'Answer given', 'Address'])
      expect(await field(name)).toBeTruthy()
  })

  it('bears the Chinese names in Chinese', async () => {
    setLanguage('zh-CN')
    show()
    await user.click(screen.getByRole('button', { name: '新建工单' }))
    for (const name of ['诉求类型', '诉求分类', '所属区域', '紧急程度', '办理方式', '主办单位'])
      expect(await box(name)).toBeTruthy()
    for (const name of ['诉求人', '联系电话', '标题', '诉求内容', '答复口径', '详细地址'])
      expect(await field(name)).toBeTruthy()
    expect(screen.getByRole('button', { name: /提交工单/ })).toBeTruthy()
  })

  it('finds the matter by initials and takes the first with Enter', async () => {
    show()
    await newTicket()
    await choose('Matter', 'ldbl')
    expect(((await box('Matter')) as HTMLInputElement).value).toBe('城市管理 / 市政设施 / 路灯不亮')
    expect(link.draft().input().matter).toBe('010201')
  })

  it('does nothing at Enter while an input method composes', async () => {
    show()
    await newTicket()
    const matter = await box('Matter')
    await user.click(matter)
    await user.keyboard('ldbl')
    await screen.findAllByRole('option')
    const enter = createEvent.keyDown(matter, { key: 'Enter', keyCode: 229, isComposing: true })
    fireEvent(matter, enter)
    expect(link.draft().input().matter).toBe('')
    const title = await field('Title')
    title.focus()
    fireEvent(
      title,
      createEvent.keyDown(title, { key: 'Enter', code: 'Enter', ctrlKey: true, isComposing: true, keyCode: 229 }),
    )
    expect(title.getAttribute('aria-invalid')).toBeNull()
    expect(link.sent).toEqual([])
  })

  it('says what is wrong at each field, focuses the first and sends nothing', async () => {
    show()
    await newTicket()
    await choose('Urgency', 'urgent')
    await user.keyboard('{Control>}{Enter}{/Control}')
    const type = await box('Type')
    await waitFor(() => expect(document.activeElement).toBe(type))
    for (const name of ['Type', 'Matter', 'Place', 'Handling']) {
      const control = await box(name)
      expect(control.getAttribute('aria-invalid')).toBe('true')
      const described = control.getAttribute('aria-describedby') ?? ''
      expect(document.getElementById(described.split(' ')[0] ?? '')?.textContent).toMatch(/\w/)
    }
    for (const name of ['Phone', 'Title', 'Content'])
      expect((await field(name)).getAttribute('aria-invalid')).toBe('true')
    expect((await field('Address')).getAttribute('aria-invalid')).toBeNull()
    expect(link.sent).toEqual([])
    await choose('Type', 'help')
    await waitFor(() => expect(type.getAttribute('aria-invalid')).toBeNull())
  })

  it('submits by Ctrl+Enter, proposes the unit, and says the number', async () => {
    show()
    await newTicket()
    await fillGood()
    expect(link.draft().input()).toMatchObject({
      leadUnit: 'D120102-cgw',
      place: '120102001',
      type: 'help',
      handling: 'dispatch',
    })
    expect(link.draft().field('leadUnit')?.source).toBe('suggestion:catalogue')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(link.sent.map((one) => one.name)).toEqual(['ticket.submit']))
    await act(async () => link.sent[0]?.answer({ ok: true, result: { ticketNo: 'TJ20261123000001' } }))
    expect(state()).toBe('Submitted TJ20261123000001')
    expect(screen.queryByRole('button', { name: /Submit ticket/ })).toBeNull()
  })

  it('hands nothing in while files are on their way, and says why', async () => {
    const files = createAttachmentDesk({
      fetch: async () => Response.json({ attachments: [], withheld: 0, mayAdd: true }),
      token: () => '',
      reader: { seat: '8001', name: '李明', now: () => 1 },
      remove: async () => true,
      newId: () => 'upload-0000000001',
      newRequest: () => new XMLHttpRequest(),
    })
    show(online, files)
    await newTicket()
    await fillGood()
    const { draftId } = link.draft()
    act(() => files.queueOf({ kind: 'drafts', id: draftId }).add([new File(['no picture'], 'a.jpg')]))
    const button = screen.getByRole('button', { name: /Submit ticket/ })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(link.sent).toEqual([])
    // Refused for its kind: it is not waited for.
    expect(await screen.findByText(/Not added: pictures/)).toBeTruthy()
    await waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull())
  })

  it("shows the server's faults at their fields and keeps what was written", async () => {
    show()
    await newTicket()
    await fillGood()
    await user.click(screen.getByRole('button', { name: /Submit ticket/ }))
    await waitFor(() => expect(link.sent).toHaveLength(1))
    await act(async () =>
      link.sent[0]?.answer({ ok: false, reason: 'bad-input', faults: [{ field: 'title', rule: 'has-phone' }] }),
    )
    const title = (await field('Title')) as HTMLInputElement
    expect(title.getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(title)
    expect(title.value).toBe('河东区路灯不亮')
  })

  it('says where what was written is', async () => {
    const again = show()
    expect(state()).toBe('In step')
    again({ ...online, waiting: 2 })
    expect(state()).toBe('Saved on this computer')
    again({ ...online, network: 'connecting', waiting: 2 })
    expect(state()).toBe('Waiting for the network: 2')
    again({ ...online, network: 'connecting' })
    expect(state()).toBe('Saved on this computer')
  })

  it('leaves what is typed alone when others write, and the caret at its words', async () => {
    show()
    await newTicket()
    const content = (await field('Content')) as HTMLTextAreaElement
    await user.type(content, '路灯不亮')
    content.setSelectionRange(2, 2)
    const docs = link.docs.get('draft-000000000001')
    if (!docs) throw new Error('no draft')
    act(() => writeText(docs, 'content', '河东区路灯不亮', 3))
    expect(content.value).toBe('河东区路灯不亮')
    expect([content.selectionStart, content.selectionEnd]).toEqual([5, 5])
  })

  it('lets nothing in while an input method composes, and joins both afterwards', async () => {
    show()
    await newTicket()
    const content = (await field('Content')) as HTMLTextAreaElement
    await user.type(content, '路灯')
    const docs = link.docs.get('draft-000000000001')
    if (!docs) throw new Error('no draft')
    fireEvent.compositionStart(content)
    fireEvent.input(content, { target: { value: '路灯buliang' } })
    act(() => writeText(docs, 'content', '河东路灯', 2))
    expect(content.value).toBe('路灯buliang')
    fireEvent.input(content, { target: { value: '路灯不亮' } })
    fireEvent.compositionEnd(content)
    await waitFor(() => expect(content.value).toBe('河东路灯不亮'))
    expect(link.draft().input().content).toBe('河东路灯不亮')
  })

  it("has a tab for each open draft, and keeps each one's words", async () => {
    show()
    await newTicket()
    await user.type(await field('Title'), '第一张')
    await newTicket()
    expect(((await field('Title')) as HTMLInputElement).value).toBe('')
    await user.click(screen.getByRole('tab', { name: '第一张' }))
    expect(((await field('Title')) as HTMLInputElement).value).toBe('第一张')
  })

  it('asks before it throws a draft away', async () => {
    show()
    await newTicket()
    await user.click(await screen.findByRole('button', { name: 'Discard draft' }))
    const dialog = await screen.findByRole('alertdialog')
    await user.click(within(dialog).getByRole('button', { name: 'Discard draft' }))
    await act(async () => link.sent[0]?.answer({ ok: true, result: {} }))
    expect(link.sent[0]?.name).toBe('draft.discard')
    expect(screen.getByText('No ticket yet')).toBeTruthy()
  })

  it('says that a draft did not open and tries again', async () => {
    link.fail(true)
    show()
    await newTicket()
    expect(await screen.findByText('The draft did not open')).toBeTruthy()
    link.fail(false)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await field('Title')).toBeTruthy()
  })

  it('asks for the firm where the caller speaks for one, and for no name where he wants none', async () => {
    show()
    await newTicket()
    expect(screen.queryByRole('textbox', { name: 'Credit code' })).toBe(null)
    await choose('Caller kind', '企业')
    expect(await field('Enterprise name')).toBeTruthy()
    await user.type(await field('Credit code'), '91120104MA9FAKE13L')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('Not a credit code: 18 characters; check the last one')).toBeTruthy()
    expect(screen.getByText('Fill in: Enterprise name')).toBeTruthy()
    await choose('Caller kind', '匿名')
    expect(screen.queryByRole('textbox', { name: 'Credit code' })).toBe(null)
    expect(screen.queryByRole('textbox', { name: "Caller's name" })).toBe(null)
  })

  it('masks the numbers that may not stand in the text, with one key', async () => {
    show()
    await newTicket()
    await user.click(await field('Content'))
    await user.paste('身份证11010519491231002X，请办')
    await user.keyboard('{Alt>}m{/Alt}')
    expect(((await field('Content')) as HTMLTextAreaElement).value).toBe('身份证**************002X，请办')
  })

  it('parts a second ticket of the same talk with one key: caller and place go along, the matter does not', async () => {
    show()
    await newTicket()
    await fillGood()
    await user.keyboard('{Alt>}s{/Alt}')
    expect(await screen.findAllByRole('tab')).toHaveLength(2)
    const second = link.draft(2).input()
    expect(second).toMatchObject({ phone: '13800001234', place: link.draft(1).input().place, title: '', matter: '' })
    expect(second.more.splitOf).toBe(link.draft(1).draftId)
  })

  it('keeps several values of one field, added by typing and taken off one by one', async () => {
    show()
    await newTicket()
    await user.click(await screen.findByText('More about the matter'))
    await choose('Risk tags', '群体')
    await choose('Risk tags', 'Threat')
    expect(link.draft().input().more.riskTags).toBe('group,threat')
    await user.click(screen.getByRole('button', { name: 'Take off Group' }))
    expect(link.draft().input().more.riskTags).toBe('threat')
  })
})
