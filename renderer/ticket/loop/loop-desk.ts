import type { ReactNode } from 'react'
import type { CommandPayload, CommandResult } from '#shared/contract/socket/commands.ts'
import type { CommandRefusal, FieldFault } from '#shared/contract/socket/envelope.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { Role } from '#shared/seat/seat-state.ts'
import type { AttachmentDesk } from '../attachment/attachment-desk.ts'
import type { DispatchDesk } from '../dispatch/dispatch-desk.ts'
import type { ExportDesk } from '../export/export-desk.ts'
import type { SavedViewsDesk } from '../saved/saved-views-desk.ts'

/** What became of an act. `expired`: no answer in time; whether it was done is seen on the ticket. */
export type ActAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: CommandRefusal | 'expired'; readonly faults: readonly FieldFault[] }

/** Who asks, in the clear. */
export interface Revealed {
  readonly name: string
  readonly phone: string
  readonly address: string
}

/** What a print bears on every page: its own number, and who printed it when (ms since the epoch). */
export type PrintMark = CommandResult<'ticket.print'>

type Refused = Extract<ActAnswer, { ok: false }>

/** What the tickets' page needs of the link; the composition root gives it. */
export interface LoopDesk {
  readonly seat: string
  readonly role: Role
  act(payload: CommandPayload<'ticket.act'>): Promise<ActAnswer>
  reveal(payload: CommandPayload<'ticket.reveal'>): Promise<{ readonly ok: true; readonly person: Revealed } | Refused>
  /** Notes a print on the ticket's trail. */
  print(ticketNo: string): Promise<{ readonly ok: true; readonly mark: PrintMark } | Refused>
  /** Rings the citizen of a ticket whose revisit this seat has; undefined: this window has no phone. */
  readonly callCitizen?: ((ticketNo: string) => ReactNode) | undefined
  /** Told when tickets this seat may see moved; null: it is not known which. */
  /** The lists this seat keeps. */
  readonly views?: SavedViewsDesk
  /** Files of lists, where this role may have to do with them. */
  readonly exports?: ExportDesk
  /** The rules of dispatching, where this desk may ask them. */
  readonly rules?: DispatchDesk
  /** Files of tickets, and whether the server is reached. */
  readonly files?: { readonly desk: AttachmentDesk; readonly online: () => boolean }
  onMoved(listener: (ticketNos: readonly string[] | null) => void): Disposer
}
