import type { TicketStatus } from './ticket-status.machine.ts'
import type { TicketType, Urgency } from './ticket-values.ts'

/** The hotline's own names of the states: on desks in Chinese, and in what leaves the hall. */
export const statusNames: Readonly<Record<TicketStatus, string>> = {
  DRAFT: '草稿',
  TO_DISPATCH: '待派单',
  TO_SIGN: '待签收',
  HANDLING: '办理中',
  RETURN_REVIEW: '退单待审',
  EXTEND_REVIEW: '延期待审',
  SUSPENDED: '挂账',
  TO_REVIEW: '待审核',
  TO_REVISIT: '待回访',
  REVISITING: '回访中',
  REWORK: '重办',
  CLOSED: '已办结',
  ARCHIVED: '已归档',
  REJECTED: '不予受理',
  VOID: '作废',
  MERGED: '并入',
}

/** The same of the types (DB12/T 1438-2025). */
export const typeNames: Readonly<Record<TicketType, string>> = {
  consult: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
}

/** The same of the urgencies. */
export const urgencyNames: Readonly<Record<Urgency, string>> = {
  normal: '一般',
  urgent: '紧急',
  critical: '特急',
}
