import { closesOnLine } from './ticket.rules.ts'

/** Every state a ticket can ever be in: 草稿 待派单 待审核派单 待签收 办理中 退单待审 延期待审 挂账 待审核 待回访 回访中 重办 已办结 已归档 不予受理 作废 并入. */
export const ticketStatuses = [
  'DRAFT',
  'TO_DISPATCH',
  'DISPATCH_REVIEW',
  'TO_SIGN',
  'HANDLING',
  'RETURN_REVIEW',
  'EXTEND_REVIEW',
  'SUSPENDED',
  'TO_REVIEW',
  'TO_REVISIT',
  'REVISITING',
  'REWORK',
  'CLOSED',
  'ARCHIVED',
  'REJECTED',
  'VOID',
  'MERGED',
] as const
export type TicketStatus = (typeof ticketStatuses)[number]

/** 直接办结 提交派单 不予受理. */
export const ticketActions = ['close-on-line', 'submit', 'decline'] as const
export type TicketAction = (typeof ticketActions)[number]

type Row = Readonly<Partial<Record<TicketAction, TicketStatus>>>

/** The one table of moves; a pair that is not here is illegal. */
const moves: Readonly<Partial<Record<TicketStatus, Row>>> = {
  DRAFT: { 'close-on-line': 'CLOSED', submit: 'TO_DISPATCH', decline: 'REJECTED' },
}

/** Where an action leads; null: not allowed in this state. */
export function nextStatus(from: TicketStatus, action: TicketAction): TicketStatus | null {
  return moves[from]?.[action] ?? null
}

/** What submitting a draft means for its way of handling; a call that was none (无效来电) is closed at once. */
export function submitAction(handling: string): TicketAction {
  if (handling === 'declined') return 'decline'
  return closesOnLine(handling) || handling === 'invalid' ? 'close-on-line' : 'submit'
}
