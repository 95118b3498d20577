import type { ConnectRefusal } from '#shared/contract/socket/handshake.ts'
import type { Journal } from '#shared/link/journal.ts'

/** What the socket tells. `refused` null: the network, not the server, said no. */
export interface SocketEvents {
  up(): void
  down(refused: ConnectRefusal | null): void
  topic(frame: unknown): void
  closing(notice: unknown): void
}

/** The one socket, without a will of its own: it connects when told and never again by itself. */
export interface SocketPort {
  connect(token: string): void
  disconnect(): void
  /** The answer, unread; `no-answer` when none came in time or the connection ended before. */
  ask(event: string, frame: unknown, timeoutMs: number): Promise<{ answer: unknown } | 'no-answer'>
  say(event: string, frame: unknown): void
}

/** `busy`: another window of this seat has it. `no-store`: this browser keeps nothing (private mode). */
export type JournalOpening =
  | { readonly ok: true; readonly journal: Journal }
  | { readonly ok: false; readonly reason: 'busy' | 'no-store' | 'wrong-key' }
