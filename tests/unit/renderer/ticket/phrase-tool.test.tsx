import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyTable } from '#renderer/desk/keys/key-table.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import type { PhraseDesk, PhraseFault } from '#renderer/ticket/phrase/phrase-desk.ts'
import { putPhrase } from '#renderer/ticket/phrase/put-phrase.ts'
import { openTicketDesk, type TicketDesk } from '#renderer/ticket/ticket-desk.ts'
import { TicketRegion } from '#renderer/ticket/ticket-region.tsx'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'
import { KeysContext } from '#renderer/ui/keys/use-key.ts'
import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import { phrasesOfProgram } from '#shared/ticket/phrase/phrases-of-program.ts'
import { createDraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import { createDraftDocs } from '#shared/ticket-draft/draft-docs.ts'
import { createFakeTicketLink, ticketData } from '#tests/support/ticket-desk-fake.ts'

let desk: TicketDesk
let kept: CommandPayload<'phrase.keep'>[]
let fault: PhraseFault | null
const phrases: PhraseDesk = {
  isLead: false,
  newId: () => 'phrase-0123456789',
  watch(tell) {
    tell(phrasesOfProgram)
    return () => undefined
  },
  async keep(phrase) {
    kept.push(phrase)
    return fault
  },
  drop: async () => null,
}
const user = userEvent.setup({ delay: null })

beforeEach(async () => {
  setLanguage('en')
  kept = []
  fault = null
  desk = openTicketDesk(createFakeTicketLink().ports)
  const made = createKeyRegistry(keyTable, () => {})
  if (!made.ok) throw new Error(made.reason)
  window.addEventListener('keydown', made.value.handle, { capture: true })
  render(
    <KeysContext value={made.value}>
      <TicketRegion
        desk={desk}
        link={{ network: 'online', waiting: 0, journal: 'durable', refused: [] }}
        load={async () => ticketData}
        phrases={phrases}
      />
    </KeysContext>,
  )
  await user.click(screen.getByRole('button', { name: 'New ticket' }))
})
afterEach(() => desk.close())

const content = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Content' })
const list = () => screen.findByRole('combobox', { name: 'Find a phrase' })

describe('A phrase', () => {
  it('goes in at the caret by keys alone, found by initials, and its first blank is selected', async () => {
    const field = await content()
    await user.type(field, '前后')
    field.setSelectionRange(1, 1)
    await user.keyboard('{Alt>}p{/Alt}')
    await list()
    await user.keyboard('br')
    await screen.findByRole('option', { name: /供热：不热/ })
    await user.keyboard('{Enter}')
    expect(field.value).toMatch(/^前市民来电反映：\{地点\}家中供热不足.*后$/)
    expect(document.activeElement).toBe(field)
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe('{地点}')
  })

  it('goes where the caret was when its button is pressed, and those that fit are shown before anything is typed', async () => {
    const title = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Title' })
    await user.click(title)
    await user.click(screen.getByRole('button', { name: /^Phrases/ }))
    const shown = await screen.findAllByRole('option')
    expect(shown).toHaveLength(phrasesOfProgram.filter(({ matter }) => matter === '').length)
    await user.keyboard('anfu')
    await screen.findByRole('option', { name: /安抚/ })
    await user.keyboard('{Enter}')
    expect(title.value).toMatch(/^您的心情/)
  })

  it('is not asked for while an input method composes', async () => {
    const field = await content()
    await user.click(field)
    fireEvent.keyDown(field, { key: 'p', code: 'KeyP', altKey: true, keyCode: 229, isComposing: true })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('of the seat is kept, and what was written stays when it was not', async () => {
    await content()
    await user.keyboard('{Alt>}p{/Alt}')
    await user.click(await screen.findByRole('button', { name: 'Manage phrases' }))
    await user.type(screen.getByRole('textbox', { name: 'Phrase name' }), '安心')
    await user.type(screen.getByRole('textbox', { name: 'Phrase text' }), '请放心。')
    fault = 'bad-input'
    await user.click(screen.getByRole('button', { name: 'Keep' }))
    await screen.findByText(/^Not kept/)
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Phrase name' }).value).toBe('安心')
    fault = null
    await user.click(screen.getByRole('button', { name: 'Keep' }))
    await screen.findByText('Kept')
    expect(kept.at(-1)).toMatchObject({ scope: 'own', title: '安心', text: '请放心。', matter: '' })
  })

  it('goes along with what others write before its place meanwhile', () => {
    const parts = { draftId: 'draft-0123456789', callId: null, seat: '8001', now: () => 1 }
    const draft = createDraftBinding({ ...parts, docs: createDraftDocs() })
    draft.setText('content', '甲乙丙')
    const place = { field: 'content', start: 1, end: 2, text: '甲乙丙' } as const
    draft.setText('content', '先甲乙丙')
    expect(putPhrase(draft, place, { text: '{工号}好', facts: { 工号: '8001' } })).toEqual({ start: 7, end: 7 })
    expect(draft.input().content).toBe('先甲8001好丙')
  })
})
