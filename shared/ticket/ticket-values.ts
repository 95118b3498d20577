import type { MoreField, MoreValues } from './more-values.ts'

/** 咨询 求助 投诉 举报 建议 表扬 (DB12/T 1438-2025). */
export const ticketTypes = ['consult', 'help', 'complaint', 'report', 'suggestion', 'praise'] as const
export type TicketType = (typeof ticketTypes)[number]

/** 个人 企业 个体工商户 机关事业单位 社会组织 匿名. */
export const callerKinds = ['person', 'company', 'sole-trader', 'public-body', 'association', 'anonymous'] as const
export type CallerKind = (typeof callerKinds)[number]

/** 一般 紧急 特急. */
export const urgencies = ['normal', 'urgent', 'critical'] as const
export type Urgency = (typeof urgencies)[number]

/** 转办 直接解答 三方通话 转接专线 引导法定途径 不予受理 无效来电. */
export const handlings = ['dispatch', 'answered', 'conference', 'transferred', 'guided', 'declined', 'invalid'] as const
export type Handling = (typeof handlings)[number]

/** Why a demand is not accepted; the numbers are those of the hotline's list, R01 court to R13 unclear. */
export const declineReasons = [
  'R01',
  'R02',
  'R03',
  'R04',
  'R05',
  'R06',
  'R07',
  'R08',
  'R09',
  'R10',
  'R11',
  'R12',
  'R13',
] as const

/** What an agent hands in. Empty text: not given. */
export interface TicketInput {
  readonly type: string
  /** Code of a leaf of the demand tree. */
  readonly matter: string
  /** Code of the four-level network, or `not-mentioned`. */
  readonly place: string
  readonly address: string
  readonly callerKind: string
  readonly name: string
  readonly phone: string
  readonly title: string
  readonly content: string
  readonly urgency: string
  readonly confidential: boolean
  readonly handling: string
  /** Only with `declined`. */
  readonly declineReason: string
  /** Unit id of the directory. */
  readonly leadUnit: string
  readonly answerGiven: string
  /** Ids of the knowledge entries used, in the order of their ids. */
  readonly kbRefs: readonly string[]
  /** What else was given (shared/ticket/more-values.ts). */
  readonly more?: MoreValues | undefined
}

export type TicketField = Exclude<keyof TicketInput, 'more'> | MoreField

/** Longest texts, characters. The contract's schema and the draft's guard keep to them. */
export const textLimits = {
  title: 30,
  contentLeast: 20,
  content: 2000,
  answerGiven: 2000,
  address: 200,
  name: 40,
} as const
