import { defineTexts } from '../../i18n/texts.ts'

export const textTexts = defineTexts('ticketText', {
  'zh-CN': {
    name: '短信',
    unitName: '派单短信',
    waiting: '待发送',
    trying: '待发送（短信网关暂时连不上，将自动重试）',
    sent: '已发送 {{at}}',
    refused: '未送达（短信网关拒收）{{at}}',
    'given-up': '未送达（一天内短信网关一直连不上）{{at}}',
    recalled: '未发送（工单已不在待签收）{{at}}',
    recalledTried: '不再发送（工单已不在待签收；此前短信网关没有回应，可能已发出）{{at}}',
  },
  en: {
    name: 'Text message',
    unitName: 'Text to unit',
    waiting: 'Waiting to be sent',
    trying: 'Waiting to be sent (the text gateway cannot be reached now; it is tried again by itself)',
    sent: 'Sent {{at}}',
    refused: 'Not delivered (the text gateway refused it) {{at}}',
    'given-up': 'Not delivered (the text gateway could not be reached for a day) {{at}}',
    recalled: 'Not sent (the ticket no longer waits for its signature) {{at}}',
    recalledTried:
      'No longer sent (the ticket no longer waits for its signature; the text gateway had not answered, it may have gone out) {{at}}',
  },
})
