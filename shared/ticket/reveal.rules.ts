import type { Actor } from './ticket-case.ts'
import type { LoopRefusal } from './ticket-guards.rules.ts'

/** Why somebody wants to see who asks: 联系诉求人 核实信息 督办核查. */
export const revealReasons = ['contact', 'verify', 'inspect'] as const
export type RevealReason = (typeof revealReasons)[number]

/** How long what was revealed stays on the screen, ms. */
export const revealedMs = 30_000

/** Whether somebody who sees the ticket may see who asks, in the clear; of a confidential one no unit ever does. null: yes. */
export const revealRefusal = (
  { confidential }: { readonly confidential: boolean },
  { role }: Pick<Actor, 'role'>,
): LoopRefusal | null => (role === 'system' ? 'wrong-role' : role === 'unit' && confidential ? 'confidential' : null)
