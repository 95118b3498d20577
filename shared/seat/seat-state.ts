/** What a seat is doing, as the server says it (domain names: 未签入 置闲 置忙 振铃 通话 保持 话后整理). */
export const seatStates = ['offline', 'ready', 'not-ready', 'ringing', 'talking', 'hold', 'wrap-up'] as const
export type SeatState = (typeof seatStates)[number]

/** Reasons an agent may choose for not ready, the usual one first. */
export const chosenReasons = ['rest', 'meal', 'water', 'meeting', 'coaching', 'training', 'fault', 'task'] as const
/** Reasons the server sets: signed in just now, did not answer (久不应答), rejected (拒接), the phone is gone (话机不可用). */
export const forcedReasons = ['signed-in', 'no-answer', 'rejected', 'phone-lost'] as const
export const notReadyReasons = [...chosenReasons, ...forcedReasons] as const
export type ChosenReason = (typeof chosenReasons)[number]
export type NotReadyReason = (typeof notReadyReasons)[number]

/**
 * The seat's roles; what each may do is decided on the server per command and topic. 话务员 专家座席 班长 管理员, then those who work on tickets
 * after the call: 派单员 审核员 回访员 督办员 单位联络员.
 */
export const roles = [
  'agent',
  'expert',
  'lead',
  'admin',
  'dispatcher',
  'reviewer',
  'revisit',
  'supervisor',
  'unit',
] as const
export type Role = (typeof roles)[number]

/** Roles with a phone at the edge. */
export const callRoles = ['agent', 'expert', 'lead', 'revisit'] as const
export const takesCalls = (role: Role): role is (typeof callRoles)[number] => callRoles.some((one) => one === role)
