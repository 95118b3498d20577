import type { Clock } from '#shared/kit/clock.ts'
import type { EdgeNews, EdgeOptions } from '../edge-options.ts'
import type { Referral } from './referrals.ts'

/** How long a call waits for what goes along with it, ms: then it goes without. */
const dataLimitMs = 1000

/** Asks what goes along with a call, in hex, and hands it over once; `go` says whether the INVITE has left. */
export type AskCallData = (go: (hex: string | null) => boolean) => void

/** Nothing goes along: the INVITE leaves at once. */
export const noCallData: AskCallData = (go) => void go(null)

interface DataWorld {
  readonly clock: Clock
  isSeat(user: string): boolean
  tell(news: EdgeNews): void
}

interface LeavingCall {
  readonly caller: string
  /** Who is called. */
  readonly user: string
  /** Call-ID of the call a seat says this one is made for. */
  readonly about: string | null
  readonly referral: Referral | undefined
}

/** What goes along with a call to another city's hotline, which a seat makes or sends its caller to; with any other nothing does. */
export function callDataFor(
  world: DataWorld,
  { callData, onError }: Pick<EdgeOptions, 'callData' | 'onError'>,
  { caller, user, about, referral }: LeavingCall,
): AskCallData {
  const asked = referral
    ? { seat: referral.referrer, about: referral.within }
    : about !== null && world.isSeat(caller)
      ? { seat: caller, about }
      : null
  if (!callData?.isHotline(user) || asked === null) return noCallData
  return (go) => {
    let waits = true
    const done = (hex: string | null) => {
      if (!waits) return
      waits = false
      stop()
      if (go(hex) && hex !== null)
        world.tell({ type: 'data-sent', sipCallId: asked.about, seat: asked.seat, target: user })
    }
    const stop = world.clock.after(dataLimitMs, () => done(null))
    callData.of(asked).then(done, (error: unknown) => {
      onError(error)
      done(null)
    })
  }
}
