import type { CallNote, HostArgs } from '#shared/contract/host/host-calls.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { createEmitter, type Emitter } from '#shared/kit/emitter.ts'

type SeatNote = HostArgs<'tellSeat'>

/** What the desk last said of seat and call; everything outside its page hangs on it. */
export interface SeatNews {
  readonly seat: SeatNote
  readonly call: CallNote
  tellSeat(note: SeatNote): void
  tellCall(note: CallNote): void
  readonly onSeat: Emitter<SeatNote>['on']
  readonly onCall: Emitter<CallNote>['on']
  /** Resolves when no call is up or rings, or after `mostMs`. */
  callOver(clock: Clock, mostMs: number): Promise<void>
}

/** Nobody is signed in and nothing rings. */
export function createSeatNews(onError: (error: unknown) => void): SeatNews {
  const seats = createEmitter<SeatNote>(onError)
  const calls = createEmitter<CallNote>(onError)
  let seat: SeatNote = { seat: null, state: 'signed-out', unsent: 0 }
  let call: CallNote = { phase: 'none', id: null, title: '', lines: [], answerBy: null }
  return {
    get seat() {
      return seat
    },
    get call() {
      return call
    },
    tellSeat(note) {
      seat = note
      seats.emit(note)
    },
    tellCall(note) {
      call = note
      calls.emit(note)
    },
    onSeat: seats.on,
    onCall: calls.on,
    callOver(clock, mostMs) {
      return new Promise((resolve) => {
        const done = (): void => {
          stop()
          cancel()
          resolve()
        }
        const cancel = clock.after(mostMs, done)
        const stop = calls.on(({ phase }) => {
          if (phase === 'none') done()
        })
        if (call.phase === 'none') done()
      })
    },
  }
}
