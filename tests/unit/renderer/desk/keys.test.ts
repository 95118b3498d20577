import { describe, expect, it } from 'vitest'
import { deskTexts } from '#renderer/desk/desk.texts.ts'
import { keyTable } from '#renderer/desk/keys/key-table.ts'
import { createKeyRegistry } from '#renderer/ui/keys/key-registry.ts'

describe('the table of keys', () => {
  it('has no conflict', () => {
    expect(createKeyRegistry(keyTable, () => {})).toMatchObject({ ok: true })
  })

  it('is what people were promised', () => {
    expect(Object.fromEntries(keyTable.map(({ id, combo }) => [id, combo]))).toMatchObject({
      answer: 'F2',
      hold: 'F3',
      'hang-up': 'F4',
      mute: 'F9',
      ready: 'F10',
      'submit-ticket': 'Ctrl+Enter',
      'suggestion-1': 'Alt+1',
      'suggestion-9': 'Alt+9',
      jump: 'Ctrl+J',
      keys: '?',
    })
  })

  it('every act has its words in both languages', () => {
    for (const { id } of keyTable.filter((act) => !act.id.startsWith('suggestion-')))
      for (const language of ['zh-CN', 'en'] as const) expect(Object.keys(deskTexts[language])).toContain(`key.${id}`)
  })
})
