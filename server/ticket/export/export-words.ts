import type { TicketStatus } from '#shared/ticket/ticket-status.machine.ts'
import type { TicketType, Urgency } from '#shared/ticket/ticket-values.ts'

/** Names of closed values as they stand in a file, which has no language of a desk. */
export const exportWords: Readonly<Record<TicketStatus | TicketType | Urgency | 'near' | 'overdue', string>> = {
  DRAFT: '草稿',
  TO_DISPATCH: '待派单',
  DISPATCH_REVIEW: '待审核派单',
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
  consult: '咨询',
  help: '求助',
  complaint: '投诉',
  report: '举报',
  suggestion: '建议',
  praise: '表扬',
  normal: '一般',
  urgent: '紧急',
  critical: '特急',
  near: '即将超期',
  overdue: '已超期',
}
