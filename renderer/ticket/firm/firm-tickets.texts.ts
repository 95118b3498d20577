import { defineTexts } from '../../i18n/texts.ts'

/** What is said of an enterprise's own tickets. */
export const firmTicketTexts = defineTexts('firm-tickets', {
  'zh-CN': {
    title: '企业工单库',
    state: '状态',
    feedback: '公开答复',
    noFeedback: '承办单位还没有答复',
    evaluation: '办理结果评价',
    noEvaluation: '还没有评价',
  },
  en: {
    title: "The enterprise's tickets",
    state: 'State',
    feedback: 'Public reply',
    noFeedback: 'The unit has not answered yet',
    evaluation: 'Evaluation',
    noEvaluation: 'Not evaluated yet',
  },
})
