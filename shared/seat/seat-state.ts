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

/** The seat's roles; what each may do is decided on the server per command and topic. */
export const roles = ['agent', 'expert', 'lead', 'admin'] as const
export type Role = (typeof roles)[number]
