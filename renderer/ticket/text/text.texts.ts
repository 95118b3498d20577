import { defineTexts } from '../../i18n/texts.ts'

export const textTexts = defineTexts('ticketText', {
  'zh-CN': {
    name: '短信',
    waiting: '待发送',
    trying: '待发送（短信网关暂时连不上，将自动重试）',
    sent: '已发送 {{at}}',
    refused: '未送达（短信网关拒收）{{at}}',
    'given-up': '未送达（一天内短信网关一直连不上）{{at}}',
  },
  en: {
    name: 'Text message',
    waiting: 'Waiting to be sent',
    trying: 'Waiting to be sent (the text gateway cannot be reached now; it is tried again by itself)',
    sent: 'Sent {{at}}',
    refused: 'Not delivered (the text gateway refused it) {{at}}',
    'given-up': 'Not delivered (the text gateway could not be reached for a day) {{at}}',
  },
})
