import { SessionState } from 'sip.js'
import type { Clock } from '#shared/kit/clock.ts'
import type { Dialog } from './dialog.ts'
import { takeOverMs } from './leg-limits.ts'
import { release } from './release.ts'

/**
 * Where a referral leads a leg (RFC 3515), until it is answered. The one who referred may be gone before: who waits in a queue is safe there, so
 * the leg lives on the INVITE alone.
 */
export class Following {
  readonly #legId: () => string
  #dialog: Dialog | undefined

  constructor(legId: () => string) {
    this.#legId = legId
  }

  begin(dialog: Dialog): Dialog {
    this.#dialog = dialog
    return dialog
  }

  /** Answered: the leg has taken the dialog for its own. */
  answered(dialog: Dialog): void {
    if (dialog === this.#dialog) this.#dialog = undefined
  }

  /** Takes the end of one of the leg's dialogs. `goes-on`: the leg lives on the other; `over`: it has none; null: no matter of a referral. */
  ended(dialog: Dialog, own: Dialog | undefined): 'goes-on' | 'over' | null {
    if (!this.#dialog) return null
    if (dialog === own) {
      dialog.silence(this.#legId())
      return 'goes-on'
    }
    if (dialog !== this.#dialog) return null
    this.#dialog = undefined
    dialog.abandon(this.#legId())
    return own?.session.state === SessionState.Terminated ? 'over' : 'goes-on'
  }

  /** Follows no more. */
  stop(): void {
    const dialog = this.#dialog
    if (!dialog) return
    this.#dialog = undefined
    dialog.abandon(this.#legId())
    void release(dialog.session).catch(() => undefined)
  }
}

/** The one who referred us ends the old session; if he forgets, we do. */
export function leaveOld(old: Dialog | undefined, legId: string, clock: Clock): void {
  if (!old) return
  old.abandon(legId)
  clock.after(takeOverMs, () => void release(old.session).catch(() => undefined))
}
