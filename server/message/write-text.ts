import type { NewId } from '#shared/kit/clock.ts'
import type { TextKind } from '#shared/message/text-message.ts'
import type { Tx } from '../storage/query.ts'
import { addText } from './text-message.repository.ts'
import type { TextVault } from './text-vault.ts'

/** What texts are written with. `on`: there is a gateway; else none is written. */
export interface TextWriting {
  readonly vault: TextVault
  readonly site: string
  readonly newId: NewId
  readonly on: boolean
}

/** A text that is to be sent. `at`: ms since the epoch. */
export interface WrittenText {
  readonly ticketNo: string
  readonly kind: TextKind
  /** Of a dispatch: the ticket's revision it made, and the unit; else 0 and null. */
  readonly rev: number
  readonly unit: string | null
  /** A mobile number, normalised. */
  readonly to: string
  readonly text: string
  readonly at: number
}

/** Writes a text down, number and words unreadable; it waits to be sent from now on. */
export const writeText = (tx: Tx, { vault, newId }: TextWriting, { to, text, ticketNo, ...of }: WrittenText) =>
  addText(tx, {
    ...of,
    id: newId(),
    ticket_no: ticketNo,
    phone: vault.seal(to),
    text: vault.seal(text),
    state: 'waiting',
    tries: 0,
    next_at: of.at,
    done_at: null,
    reason: null,
  })
