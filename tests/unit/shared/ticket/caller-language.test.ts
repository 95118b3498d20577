import { expect, it } from 'vitest'
import { languageTag } from '#shared/ticket/caller-language.ts'
import { moreChoices } from '#shared/ticket/more-values.ts'

it('each language a draft may name is told by its BCP 47 tag, another one and none by nothing', () => {
  expect(moreChoices.lang.map(languageTag)).toEqual(['cmn', 'zh', 'en', 'ja', 'ko', ''])
  for (const none of ['', 'klingon', 'constructor']) expect(languageTag(none)).toBe('')
})
