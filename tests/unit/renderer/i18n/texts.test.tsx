import { act, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Chinese } from '#renderer/i18n/chinese.tsx'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { initialLanguage } from '#renderer/i18n/language.ts'
import { defineTexts } from '#renderer/i18n/texts.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'

const texts = defineTexts('test', {
  'zh-CN': { hello: '你好，{{name}}', call_one: '{{count}} 个来电', call_other: '{{count}} 个来电' },
  en: { hello: 'Hello {{name}}', call_one: '{{count}} call', call_other: '{{count}} calls' },
})
function Host() {
  const t = useTexts(texts)
  return (
    <p>
      {t('hello', { name: '<王>' })} {t('call', { count: 1 })} {t('call', { count: 2 })}
    </p>
  )
}
afterEach(() => setLanguage('zh-CN'))

describe('texts', () => {
  it('follow the language at once, with plurals, and set lang on the page', () => {
    render(<Host />)
    expect(screen.getByText('你好，<王> 1 个来电 2 个来电')).toBeTruthy()
    act(() => setLanguage('en'))
    expect(screen.getByText('Hello <王> 1 call 2 calls')).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
  })

  it('Chinese data carries its language inside the English interface only', () => {
    const { container } = render(<Chinese>路灯不亮</Chinese>)
    expect(container.querySelector('[lang]')).toBeNull()
    act(() => setLanguage('en'))
    expect(container.querySelector('[lang="zh-CN"]')?.textContent).toBe('路灯不亮')
  })
})

describe('initialLanguage', () => {
  it.each([
    ['?lang=en', 'zh-CN', ['zh-CN'], 'en'],
    ['?lang=zh-CN', 'en', ['en'], 'zh-CN'],
    ['?lang=fr', 'en', ['zh-CN'], 'en'],
    ['', null, ['fr-FR', 'en-GB', 'zh'], 'en'],
    ['', null, ['zh-Hant-TW', 'en'], 'zh-CN'],
    ['', 'klingon', [], 'zh-CN'],
  ] as const)('%s, chosen %s, browser %j gives %s', (search, chosen, preferred, language) => {
    expect(initialLanguage(search, chosen, preferred)).toBe(language)
  })
})
