import type { PowerSaveBlocker } from 'electron'
import type { CallNote } from '#shared/contract/host/host-calls.ts'
import type { Disposer } from '#shared/kit/disposable.ts'

/** Keeps the computer awake for a call. */
export interface CallBlocker {
  tellCall(note: Pick<CallNote, 'phase'>): void
  dispose: Disposer
}

/** From the ringing to the end of a call the system does not suspend the program; the screen may go dark. */
export function createCallBlocker(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): CallBlocker {
  let id: number | null = null
  let gone = false
  const set = (on: boolean): void => {
    if (on && id === null) id = blocker.start('prevent-app-suspension')
    if (!on && id !== null) {
      blocker.stop(id)
      id = null
    }
  }
  return {
    tellCall: ({ phase }) => set(!gone && phase !== 'none'),
    dispose() {
      gone = true
      set(false)
    },
  }
}
