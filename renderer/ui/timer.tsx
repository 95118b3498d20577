import { formatMoment, formatTimer } from '../i18n/format.ts'
import { useSecond } from './use-second.ts'

interface TimerProps {
  /** ms since the epoch, on the clock `aheadMs` ahead of ours. */
  readonly since: number
  /** How far the clock that gave `since` is ahead of this computer's, ms. */
  readonly aheadMs?: number | undefined
}

/** Time gone by, ticking each second by itself. Silent to live regions: it belongs outside of any. */
export function Elapsed({ since, aheadMs = 0 }: TimerProps) {
  const now = useSecond() * 1000 + aheadMs
  return <time title={formatMoment(since - aheadMs)}>{formatTimer(now - Math.floor(since / 1000) * 1000)}</time>
}

/** Time left until `until`, ticking; stays at zero. */
export function Countdown({ until, aheadMs = 0 }: { readonly until: number; readonly aheadMs?: number | undefined }) {
  const now = useSecond() * 1000 + aheadMs
  return <time>{formatTimer(until - now)}</time>
}
