import type { ChosenReason } from '#shared/seat/seat-state.ts'
import { type SeatRefusal, type SeatStore, setSeatRefusal } from './seat.store.ts'

/** What a seat may ask of the server. */
export type SeatCommand = 'seat.ready' | 'seat.not-ready' | 'seat.finish-wrap-up' | 'seat.extend-wrap-up'

/** What became of it. */
export type SeatAnswer = { readonly ok: true } | { readonly ok: false; readonly reason: SeatRefusal }

/** Sends one command and gives the server's answer; never rejects. */
export type SendSeatCommand = (name: SeatCommand, payload: { reason?: ChosenReason }) => Promise<SeatAnswer>

/** The acts of the seat's controls. A refusal lands in the store, where it stays until it is no longer true. */
export interface SeatActs {
  ready(): void
  notReady(reason: ChosenReason): void
  finishWrapUp(): void
  extendWrapUp(): void
}

/** Makes the acts. */
export function createSeatActs(store: SeatStore, send: SendSeatCommand): SeatActs {
  const ask = (name: SeatCommand, payload: { reason?: ChosenReason } = {}): void => {
    void send(name, payload).then((ack) => setSeatRefusal(store, ack.ok ? null : ack.reason))
  }
  return {
    ready: () => ask('seat.ready'),
    notReady: (reason) => ask('seat.not-ready', { reason }),
    finishWrapUp: () => ask('seat.finish-wrap-up'),
    extendWrapUp: () => ask('seat.extend-wrap-up'),
  }
}
