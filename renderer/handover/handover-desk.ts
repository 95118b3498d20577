import type { CommandPayload } from '#shared/contract/socket/commands.ts'
import type { HandoverRow } from '#shared/contract/socket/handover.schema.ts'
import type { Disposer } from '#shared/kit/disposable.ts'

/** Why a hand-over was not written or accepted. `offline`: no answer. */
export type HandoverFault = 'nobody' | 'tasks' | 'text' | 'taken' | 'gone' | 'offline' | 'other'

/** A callback that can go along. */
export interface PassableTask {
  readonly taskId: string
  /** Its number, masked, and what it is about. */
  readonly text: string
}

/** What a desk does with hand-overs. */
export interface HandoverDesk {
  readonly seat: string
  /** Tells the seat's hand-overs now and at every change. */
  watch(tell: (rows: readonly HandoverRow[]) => void): Disposer
  /** Tells the callbacks the seat has promised, now and at every change. */
  watchTasks(tell: (tasks: readonly PassableTask[]) => void): Disposer
  /** How far the server's clock is ahead of this computer's, ms. */
  aheadMs(): number
  write(draft: CommandPayload<'handover.write'>): Promise<HandoverFault | null>
  accept(handoverId: string): Promise<HandoverFault | null>
}
