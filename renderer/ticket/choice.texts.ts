import { statusNames, typeNames, urgencyNames } from '#shared/ticket/ticket-names.ts'
import type { Language } from '../i18n/texts.ts'
import { defineTexts } from '../i18n/texts.ts'

/** Names under their prefix, as keys of texts. */
const named = <P extends string, K extends string>(prefix: P, names: Readonly<Record<K, string>>) =>
  Object.fromEntries(Object.entries(names).map(([code, name]) => [`${prefix}.${code}`, name])) as {
    readonly [N in K as `${P}.${N}`]: string
  }

/** Names of the closed values of a ticket. */
export const choiceTexts = defineTexts('ticket-choices', {
  'zh-CN': {
    ...named('type', typeNames),
    ...named('urgency', urgencyNames),
    'callerKind.person': '个人',
    'callerKind.company': '企业',
    'callerKind.sole-trader': '个体工商户',
    'callerKind.public-body': '机关事业单位',
    'callerKind.association': '社会组织',
    'callerKind.anonymous': '匿名',
    'handling.dispatch': '转办',
    'handling.answered': '直接解答',
    'handling.conference': '三方通话',
    'handling.transferred': '转接专线',
    'handling.guided': '引导法定途径',
    'handling.declined': '不予受理',
    'handling.invalid': '无效来电',
    'declineReason.R01': '应通过诉讼仲裁',
    'declineReason.R02': '纪检监察',
    'declineReason.R03': '行政复议',
    'declineReason.R04': '政府信息公开',
    'declineReason.R05': '已进入信访程序',
    'declineReason.R06': '涉秘密隐私',
    'declineReason.R07': '违反法律或公序良俗',
    'declineReason.R08': '应即时转至 110、119、120、122',
    'declineReason.R09': '非天津事项',
    'declineReason.R10': '民事纠纷',
    'declineReason.R11': '已办结且无新事实',
    'declineReason.R12': '恶意骚扰',
    'declineReason.R13': '内容不清且拒绝补充',
    ...named('status', statusNames),
  },
  en: {
    'type.consult': 'Question',
    'type.help': 'Request for help',
    'type.complaint': 'Complaint',
    'type.report': 'Report of a violation',
    'type.suggestion': 'Suggestion',
    'type.praise': 'Praise',
    'urgency.normal': 'Normal',
    'urgency.urgent': 'Urgent',
    'urgency.critical': 'Critical',
    'callerKind.person': 'Person',
    'callerKind.company': 'Company',
    'callerKind.sole-trader': 'Sole trader',
    'callerKind.public-body': 'Public body',
    'callerKind.association': 'Association',
    'callerKind.anonymous': 'Anonymous',
    'handling.dispatch': 'Dispatch to a unit',
    'handling.answered': 'Answered on the line',
    'handling.conference': 'Three-party call',
    'handling.transferred': 'Transferred to a line',
    'handling.guided': 'Guided to the legal route',
    'handling.declined': 'Not accepted',
    'handling.invalid': 'Invalid call',
    'declineReason.R01': 'Court or arbitration',
    'declineReason.R02': 'Discipline inspection',
    'declineReason.R03': 'Administrative review',
    'declineReason.R04': 'Disclosure of information',
    'declineReason.R05': 'Already in petition',
    'declineReason.R06': 'Secrets or privacy',
    'declineReason.R07': 'Against law or good morals',
    'declineReason.R08': 'For 110, 119, 120, 122 at once',
    'declineReason.R09': 'Not a matter of Tianjin',
    'declineReason.R10': 'Civil dispute',
    'declineReason.R11': 'Closed, with no new fact',
    'declineReason.R12': 'Malicious disturbance',
    'declineReason.R13': 'Unclear, refuses to say more',
    'status.DRAFT': 'Draft',
    'status.TO_DISPATCH': 'To be dispatched',
    'status.TO_SIGN': 'To be signed for',
    'status.HANDLING': 'Being handled',
    'status.RETURN_REVIEW': 'Return under review',
    'status.EXTEND_REVIEW': 'Extension under review',
    'status.SUSPENDED': 'Long-term pending',
    'status.TO_REVIEW': 'To be reviewed',
    'status.TO_REVISIT': 'To be revisited',
    'status.REVISITING': 'Being revisited',
    'status.REWORK': 'Being reworked',
    'status.CLOSED': 'Closed',
    'status.ARCHIVED': 'Archived',
    'status.REJECTED': 'Not accepted',
    'status.VOID': 'Void',
    'status.MERGED': 'Merged',
  },
})

export type ChoiceKey = keyof (typeof choiceTexts)['en']

/** A value's name in one language, without React. */
export const choiceName = (key: ChoiceKey, language: Language): string => choiceTexts[language][key]
