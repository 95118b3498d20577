import { defineTexts } from '../i18n/texts.ts'

export const toastTexts = defineTexts('toast', {
  'zh-CN': { ringing: '来电', answer: '接听', reject: '拒接' },
  en: { ringing: 'Incoming call', answer: 'Answer', reject: 'Reject' },
})
