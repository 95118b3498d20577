import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { SeatStore } from '../seat/seat.store.ts'
import type { CallStore } from '../telephony/call.store.ts'
import type { PhoneStore } from '../telephony/phone.store.ts'
import { currentCall } from './current-call.rules.ts'

/** The call that ticket and assistant are about. */
export type CurrentCallStore = StoreApi<{ readonly call: CallRow | null }>

interface Sources {
  readonly phone: PhoneStore
  readonly calls: CallStore
  readonly seat: SeatStore
}

/** Follows phone, calls and seat. */
export function followCurrentCall({ phone, calls, seat }: Sources): { store: CurrentCallStore; stop: Disposer } {
  const store: CurrentCallStore = createStore<{ call: CallRow | null }>(() => ({ call: null }))
  const look = () => {
    const call = currentCall(phone.getState().snapshot, calls.getState().rows, seat.getState().row)
    if (call !== store.getState().call) store.setState({ call })
  }
  const stops = [phone.subscribe(look), calls.subscribe(look), seat.subscribe(look)]
  look()
  return {
    store,
    stop() {
      for (const stop of stops) stop()
    },
  }
}
