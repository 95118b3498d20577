import { createDisposerList, type Disposer } from '#shared/kit/disposable.ts'
import type { Host } from '../../bridge/host.ts'
import type { Desk } from '../open-desk.ts'
import { type CallWords, callNote } from './call-note.rules.ts'

/** Runs `say` with the value whenever it is another than before. */
function changes<T>(read: () => T, say: (value: T) => void): () => void {
  let told = ''
  return () => {
    const value = read()
    const text = JSON.stringify(value)
    if (text === told) return
    told = text
    say(value)
  }
}

/** Keeps the shell informed of seat and call: tray, badge, toast, keys and the question before quitting hang on it. */
export function tellHost(host: Host, desk: Desk, words: () => CallWords): Disposer {
  const open = createDisposerList()
  const seat = changes(
    () => ({
      seat: desk.session.seat,
      state: desk.seat.getState().row?.state ?? ('offline' as const),
      unsent: desk.link.status.get().waiting,
    }),
    (said) => void host.ask('tellSeat', said),
  )
  const call = changes(
    () => callNote(desk.phone?.store.getState().snapshot ?? null, desk.calls.getState().rows.values(), words()),
    (said) => void host.ask('tellCall', said),
  )
  open.add(desk.seat.subscribe(seat))
  open.add(desk.link.status.subscribe(seat))
  open.add(desk.calls.subscribe(call))
  if (desk.phone) open.add(desk.phone.store.subscribe(call))
  seat()
  call()
  open.add(() => {
    void host.ask('tellSeat', { seat: null, state: 'signed-out', unsent: 0 })
    void host.ask('tellCall', callNote(null, [], words()))
  })
  return open.dispose
}
