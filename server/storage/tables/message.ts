import type { TextKind, TextState, TextTrouble } from '#shared/message/text-message.ts'

/** A text message to a citizen or a unit. */
export interface TextMessagesTable {
  /** The gateway's idempotency key. */
  id: string
  ticket_no: string
  kind: TextKind
  /** Of a dispatch: the ticket's revision it made; else 0. With ticket and kind it is there once. */
  rev: number
  /** Of a dispatch: directory id of the unit that is told. */
  unit: string | null
  /** Sealed. */
  phone: string
  /** Sealed. */
  text: string
  state: TextState
  /** Tries begun. */
  tries: number
  /** When it is tried next, ms since the epoch; while it is tried: when another try may begin. */
  next_at: number
  /** When it was written, ms since the epoch. */
  at: number
  /** When it was sent, refused or given up, ms since the epoch. */
  done_at: number | null
  reason: TextTrouble | null
}

/** Tables of messages. */
export interface MessageTables {
  text_messages: TextMessagesTable
}
