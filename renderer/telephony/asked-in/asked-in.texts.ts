import { defineTexts } from '../../i18n/texts.ts'

/** What an expert is told of the call they are asked into. */
export const askedInTexts = defineTexts('asked-in', {
  'zh-CN': {
    region: '请您协助',
    who: '诉求人',
    what: '事项',
    asked: '想问',
    unknownWho: '不显示号码',
    unknown: '还没说到',
  },
  en: {
    region: 'You are asked in',
    who: 'Citizen',
    what: 'About',
    asked: 'Wants',
    unknownWho: 'No number shown',
    unknown: 'Not said yet',
  },
})
