import { defineTexts } from '../i18n/texts.ts'

export const uiTexts = defineTexts('ui', {
  'zh-CN': {
    close: '关闭',
    none: '没有匹配的选项，请换个词',
    searching: '正在查找…',
    results: '{{count}} 个结果',
    required: '必填',
    retry: '重试',
    failed: '没有查到，请再试一次',
  },
  en: {
    close: 'Close',
    none: 'Nothing matches; try another word',
    searching: 'Searching…',
    results: '{{count}} results',
    required: 'required',
    retry: 'Try again',
    failed: 'The search failed; try again',
  },
})
