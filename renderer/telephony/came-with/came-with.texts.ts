import { defineTexts } from '../../i18n/texts.ts'

/** What another city's hotline told of a call. */
export const cameWithTexts = defineTexts('came-with', {
  'zh-CN': {
    from: '{{city}} 12345 转来',
    confidential: '保密诉求，内容未随话务转来',
    nothing: '未填写诉求内容',
    urgent: '紧急',
    critical: '特急',
    ticket: '对方工单 {{ticketNo}}',
    language: '语种：{{language}}',
    'language.cmn': '普通话',
    'language.zh': '汉语方言',
  },
  en: {
    from: 'From {{city}} 12345',
    confidential: 'Confidential: nothing of the demand came along',
    nothing: 'Nothing of the demand had been written',
    urgent: 'Urgent',
    critical: 'Critical',
    ticket: 'Their ticket {{ticketNo}}',
    language: 'Language: {{language}}',
    'language.cmn': 'Mandarin',
    'language.zh': 'a dialect of Chinese',
  },
})
