import { type Session, SessionState, type URI, UserAgent } from 'sip.js'
import type { Clock } from '#shared/kit/clock.ts'
import type { LegEndReason } from '#shared/telephony/leg-state.ts'
import { type DialogName, referProgress, referTo, sipfragStatus } from '#shared/telephony/refer.rules.ts'
import { reasonOfStatus } from './end-reason.rules.ts'
import { handOverMs, takeOverMs } from './leg-limits.ts'

/** `done`: it has reached them, `queued`: it waits in their queue; otherwise why not. */
export type ReferOutcome = 'done' | 'queued' | { readonly refused: LegEndReason }

export interface Refer {
  /** Address of record, e.g. `sip:9001@sandbox.lianxian`. */
  readonly target: string
  /** Our dialog with the target that the other side shall take over; null: it makes a call of its own. */
  readonly dialog: DialogName | null
  readonly clock: Clock
  /** How long to wait for the outcome, ms; default: as long as one who takes our place has, or one who makes a call of his own. */
  readonly limitMs?: number
}

/** sip.js prints what it is given: an address with headers has to stand in angle brackets (RFC 3261 20.10). */
function referToUri(target: string, dialog: DialogName | null): URI | undefined {
  const uri = UserAgent.makeURI(target)
  if (uri) uri.toString = () => referTo(target, dialog)
  return uri
}

/** Asks the other side of a session to call somebody (REFER, RFC 3515; RFC 5589 for Replaces) and waits for what its NOTIFYs say. */
export function refer(session: Session, { target, dialog, clock, limitMs }: Refer): Promise<ReferOutcome> {
  const uri = referToUri(target, dialog)
  if (!uri || session.state !== SessionState.Established) return Promise.resolve({ refused: 'failed' })
  return new Promise((resolve) => {
    const settle = (outcome: ReferOutcome): void => {
      cancel()
      session.stateChange.removeListener(onState)
      resolve(outcome)
    }
    const cancel = clock.after(limitMs ?? (dialog ? takeOverMs : handOverMs), () => settle({ refused: 'no-answer' }))
    const onState = (state: SessionState): void => {
      if (state === SessionState.Terminated) settle({ refused: 'remote' })
    }
    session.stateChange.addListener(onState)
    session
      .refer(uri, {
        onNotify: (notification) => {
          void notification.accept()
          const status = sipfragStatus(notification.request.body)
          if (status === null) return
          const progress = referProgress(status)
          if (progress === 'done' || progress === 'queued') settle(progress)
          else if (progress === 'refused') settle({ refused: reasonOfStatus(status) })
        },
        requestDelegate: {
          onReject: (response) => settle({ refused: reasonOfStatus(response.message.statusCode ?? 500) }),
        },
      })
      .catch(() => settle({ refused: 'failed' }))
  })
}
