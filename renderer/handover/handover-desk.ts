import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { HandoverStore } from './handover.store.ts'

/** Why a hand-over was not written or accepted. `offline`: no answer. `in-call`: the call of a chosen draft is still up. */
export type HandoverFault = 'nobody' | 'tasks' | 'drafts' | 'in-call' | 'text' | 'taken' | 'gone' | 'offline' | 'other'

/** What a desk does with hand-overs. */
export interface HandoverDesk {
  readonly seat: string
  /** The seat's hand-overs and its open work, as they are now. */
  readonly store: HandoverStore
  /** How far the server's clock is ahead of this computer's, ms. */
  aheadMs(): number
  write(draft: CommandPayload<'handover.write'>): Promise<HandoverFault | null>
  accept(handoverId: string): Promise<HandoverFault | null>
}
