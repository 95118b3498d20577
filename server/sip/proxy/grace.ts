import type { Clock } from '#shared/kit/clock.ts'
import type { Dialog, Party } from './dialog.ts'

/** How long a dialog waits for a party without a connection. Milliseconds. */
export interface GraceTimes {
  readonly clock: Clock
  /** The network took the connection. */
  readonly graceMs: number
  /** The party closed it, or is there again without knowing the dialog. */
  readonly leftGraceMs: number
  /** A conference server: while it is away nobody hears anybody, so that it is not waited for long. */
  isFocus(user: string): boolean
}

/** The waiting for parties that are away; `fail` runs when one has not come back in time. */
export function createGrace(parts: GraceTimes & { fail: (dialog: Dialog) => void }) {
  const { clock, graceMs, leftGraceMs, fail } = parts
  const wait = (dialog: Dialog, party: Party, ms: number): void => {
    party.stopGrace?.()
    party.stopGrace = clock.after(ms, () => fail(dialog))
  }
  return {
    /** False: it is waited for already. */
    lost(dialog: Dialog, party: Party): boolean {
      if (party.stopGrace) return false
      wait(dialog, party, party.flow.left || parts.isFocus(party.user) ? leftGraceMs : graceMs)
      return true
    },
    /** Its user is there, but as a page that does not know the dialog: only one that takes it up with Replaces can still come. */
    startedAnew(dialog: Dialog, party: Party): void {
      if (party.stopGrace) wait(dialog, party, leftGraceMs)
    },
  }
}
