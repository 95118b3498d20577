import { describe, expect, it } from 'vitest'
import { createTexts, textKeys } from '#main/texts/texts.ts'
import { seatStates } from '#shared/seat/seat-state.ts'

const zh = createTexts(() => 'zh-CN')
const en = createTexts(() => 'en')
const namesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe("main's texts", () => {
  it.each(textKeys)('say %s in both languages, each in its own script, with the same values', (key) => {
    expect(zh(key)).toMatch(/\p{Script=Han}/u)
    expect(en(key)).not.toMatch(/\p{Script=Han}/u)
    expect(en(key)).not.toBe('')
    expect(namesIn(en(key))).toEqual(namesIn(zh(key)))
  })

  it('have a word for every state of a seat', () => {
    for (const state of [...seatStates, 'signed-out'] as const) expect(zh(`state.${state}`)).not.toBe('')
  })

  it('fill in values as they are, and show one that was forgotten', () => {
    expect(zh('tray.seat', { seat: '8001', state: '$& {{seat}}' })).toBe('连线 · 座席 8001 · $& {{seat}}')
    expect(en('badge.unsent', { count: 3 })).toBe('3 unsent')
    expect(en('badge.unsent')).toBe('{{count}} unsent')
    expect(en('badge.unsent', Object.create({ count: 'inherited' }))).toBe('{{count}} unsent')
  })

  it('follow the language of the moment', () => {
    let language: 'zh-CN' | 'en' = 'en'
    const t = createTexts(() => language)
    expect(t('tray.quit')).toBe('Quit')
    language = 'zh-CN'
    expect(t('tray.quit')).toBe('退出')
  })
})
