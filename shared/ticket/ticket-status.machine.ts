import { closesOnLine } from './ticket.rules.ts'

/** Every state a ticket can ever be in: 草稿 待派单 待签收 办理中 退单待审 延期待审 挂账 待审核 待回访 回访中 重办 已办结 已归档 不予受理 作废 并入. */
export const ticketStatuses = [
  'DRAFT',
  'TO_DISPATCH',
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

/** States nobody works on a ticket in; out of 已办结 there are reopening and filing alone, out of the others nothing. */
const finals: readonly TicketStatus[] = ['CLOSED', 'ARCHIVED', 'REJECTED', 'VOID', 'MERGED']
export const openStatuses: readonly TicketStatus[] = ticketStatuses.filter((status) => !finals.includes(status))
export const isOpen = (status: TicketStatus): boolean => openStatuses.includes(status)

/** Who acts on tickets; the server's own clock is `system`. */
export const ticketRoles = [
  'agent',
  'lead',
  'dispatcher',
  'reviewer',
  'unit',
  'revisit',
  'supervisor',
  'system',
] as const
export type TicketRole = (typeof ticketRoles)[number]

/** A row of the table: from where an action leads to where, and who may do it. `previous`: where the ticket was before its review. */
interface Move {
  readonly from: readonly TicketStatus[]
  readonly to: TicketStatus | 'previous' | 'same'
  readonly by: readonly TicketRole[]
}

const intake = ['agent', 'lead'] as const
const decides = ['dispatcher', 'supervisor'] as const
const move = (from: readonly TicketStatus[], to: Move['to'], ...by: readonly TicketRole[]): Move => ({ from, to, by })

/**
 * The one table of moves; what is not here is illegal. In the hotline's own order: handing in, dispatching, signing, handling,
 * review, revisit, then what can happen to any open ticket, then what can happen to a closed one.
 */
const moves = {
  /** 直接办结 */ 'close-on-line': move(['DRAFT'], 'CLOSED', ...intake),
  /** 提交派单 */ submit: move(['DRAFT'], 'TO_DISPATCH', ...intake),
  /** 不予受理 */ decline: move(['DRAFT'], 'REJECTED', ...intake),
  /** 派单, 直派 by an agent who has that right */ dispatch: move(['TO_DISPATCH'], 'TO_SIGN', 'dispatcher', 'agent'),
  /** 自动派单 */ 'auto-dispatch': move(['TO_DISPATCH'], 'TO_SIGN', 'system'),
  /** 指定承办, after the third return */ designate: move(['TO_DISPATCH'], 'TO_SIGN', 'supervisor'),
  /** 退回补充 */ 'send-back': move(['TO_DISPATCH'], 'DRAFT', 'dispatcher'),
  /** 并单 */ merge: move(['TO_DISPATCH'], 'MERGED', 'dispatcher'),
  /** 签收 */ sign: move(['TO_SIGN'], 'HANDLING', 'unit'),
  /** 申请退单 */ 'ask-return': move(['TO_SIGN', 'HANDLING'], 'RETURN_REVIEW', 'unit'),
  /** 同意退单 */ 'approve-return': move(['RETURN_REVIEW'], 'TO_DISPATCH', 'dispatcher'),
  /** 驳回退单 */ 'reject-return': move(['RETURN_REVIEW'], 'previous', 'dispatcher'),
  /** 转下级/加派 */ assign: move(['HANDLING'], 'HANDLING', 'unit'),
  /** 子任务办结 */ 'finish-task': move(['HANDLING'], 'HANDLING', 'unit'),
  /** 申请延期 */ 'ask-extension': move(['HANDLING'], 'EXTEND_REVIEW', 'unit'),
  /** 同意延期 */ 'approve-extension': move(['EXTEND_REVIEW'], 'HANDLING', ...decides),
  /** 驳回延期 */ 'reject-extension': move(['EXTEND_REVIEW'], 'HANDLING', ...decides),
  /** 申请挂账 */ 'ask-suspension': move(['HANDLING'], 'SUSPENDED', 'unit'),
  /** 同意挂账: the clock stops */ 'approve-suspension': move(['SUSPENDED'], 'SUSPENDED', 'supervisor'),
  /** 驳回挂账 */ 'reject-suspension': move(['SUSPENDED'], 'HANDLING', 'supervisor'),
  /** 恢复办理 */ resume: move(['SUSPENDED'], 'HANDLING', 'supervisor', 'system'),
  /** 提交办理结果 */ reply: move(['HANDLING', 'REWORK'], 'TO_REVIEW', 'unit'),
  /** 审核通过 */ 'approve-reply': move(['TO_REVIEW'], 'TO_REVISIT', 'reviewer'),
  /** 退回重办 */ 'send-to-rework': move(['TO_REVIEW'], 'REWORK', 'reviewer'),
  /** 开始回访 */ 'start-revisit': move(['TO_REVISIT'], 'REVISITING', 'revisit'),
  /** 回访办结 */ 'close-revisited': move(['REVISITING'], 'CLOSED', 'revisit'),
  /** 回访不满意，重办 */ 'rework-revisited': move(['REVISITING'], 'REWORK', 'revisit'),
  /** 再次不满意，督办审核 */ 'escalate-revisited': move(['REVISITING'], 'REVISITING', 'revisit'),
  /** 督办审核：办结 */ 'settle-closed': move(['REVISITING'], 'CLOSED', 'supervisor'),
  /** 督办审核：重办 */ 'settle-rework': move(['REVISITING'], 'REWORK', 'supervisor'),
  /** 未回访到 */ 'miss-revisit': move(['REVISITING'], 'TO_REVISIT', 'revisit'),
  /** 三次不可达 */ 'close-unreachable': move(['TO_REVISIT'], 'CLOSED', 'system'),
  /** 督办 */ supervise: move(openStatuses, 'same', 'supervisor', 'lead'),
  /** 解除督办 */ 'end-supervision': move(openStatuses, 'same', 'supervisor'),
  /** 催办 */ urge: move(openStatuses, 'same', ...intake),
  /** 补充 */ supplement: move(openStatuses, 'same', ...intake),
  /** 预警、超期 */ 'mark-due': move(openStatuses, 'same', 'system'),
  /** 撤单 */ withdraw: move(openStatuses, 'CLOSED', ...intake),
  /** 作废 */ void: move(openStatuses, 'VOID', 'supervisor'),
  /** 重启 */ reopen: move(['CLOSED'], 'REWORK', 'supervisor'),
  /** 归档 */ archive: move(['CLOSED'], 'ARCHIVED', 'system'),
} as const satisfies Record<string, Move>

export type TicketAction = keyof typeof moves
export const ticketActions = Object.keys(moves) as TicketAction[]

const moveOf = (action: TicketAction): Move => moves[action]

/**
 * Where an action leads; null: not allowed in this state.
 * @param previous where the ticket was before its review
 */
export function nextStatus(
  from: TicketStatus,
  action: TicketAction,
  previous: TicketStatus | null = null,
): TicketStatus | null {
  const { from: allowed, to } = moveOf(action)
  if (!allowed.includes(from)) return null
  if (to === 'same') return from
  return to === 'previous' ? previous : to
}

/** Whether a role may do an action at all; guards narrow further (own unit, own ticket, not one's own request). */
export const mayRole = (role: TicketRole, action: TicketAction): boolean => moveOf(action).by.includes(role)

/** What submitting a draft means for its way of handling; a call that was none (无效来电) is closed at once. */
export function submitAction(handling: string): 'close-on-line' | 'submit' | 'decline' {
  if (handling === 'declined') return 'decline'
  return closesOnLine(handling) || handling === 'invalid' ? 'close-on-line' : 'submit'
}
