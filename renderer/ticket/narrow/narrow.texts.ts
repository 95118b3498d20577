import { defineTexts } from '../../i18n/texts.ts'

/** Narrowing a list of tickets, and what its search was taken for. */
export const narrowTexts = defineTexts('ticket-narrow', {
  'zh-CN': {
    open: '筛选',
    openWith: '筛选（{{count}}）',
    title: '筛选工单',
    place: '地点',
    placeHint: '区、街道或社区',
    unit: '所在单位',
    from: '受理日期从',
    to: '到',
    backwards: '早于开始日期',
    clear: '清除筛选',
    fromDay: '{{day}} 起',
    toDay: '到 {{day}} 止',
    'read.number': '按工单编号查',
    'read.digits': '按编号或标题中的数字查',
    'read.phone': '按联系电话查，查询会留痕',
    'read.words': '同时含：',
    'read.wordsHint': '这些词都要出现在标题或内容里；加引号（“…”）可查整句',
  },
  en: {
    open: 'Filter',
    openWith: 'Filter ({{count}})',
    title: 'Filter tickets',
    place: 'Place',
    placeHint: 'District, street, community',
    unit: 'Lies with',
    from: 'Accepted from',
    to: 'to',
    backwards: 'Before the first day',
    clear: 'Clear the filter',
    fromDay: 'from {{day}}',
    toDay: 'to {{day}}',
    'read.number': 'Searched as a ticket’s number',
    'read.digits': 'Searched as digits of a number or title',
    'read.phone': 'Searched by phone; this is written down',
    'read.words': 'With all of:',
    'read.wordsHint':
      'Each of these has to stand in the title or the content; put “…” round a sentence to find it whole',
  },
})
