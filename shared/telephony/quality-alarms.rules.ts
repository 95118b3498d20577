/** What an agent is told of a leg, the worst first. */
export const qualityAlarms = ['no-sound', 'loss', 'sent-loss', 'delay', 'jitter', 'poor'] as const
export type QualityAlarm = (typeof qualityAlarms)[number]

/** One second of a leg as it was measured. */
export interface QualitySample {
  /** Packets that came, and those that were lost or came too late to be played. */
  readonly packets: number
  readonly missed: number
  /** Whether sound is due: nobody holds the leg. */
  readonly due: boolean
  /** Shares, 0 to 1. Null: the other end does not report it. */
  readonly loss: number
  readonly sentLoss: number | null
  readonly jitterMs: number
  readonly rttMs: number | null
  readonly mos: number
}

interface Watch {
  readonly raised: boolean
  /** Samples in a row that speak for the other state. */
  readonly run: number
}
export type AlarmState = Readonly<Record<QualityAlarm, Watch>>

/** Samples in a row, one a second, until an alarm is raised or cleared: one bad second is nobody's business. */
export const samplesToChange = 3

type Verdict = 'bad' | 'good' | 'between'

/** `bad` at or over `raise`, `good` under `clear`; what nobody reports is neither. */
const over = (value: number | null, raise: number, clear: number): Verdict =>
  value === null ? 'between' : value >= raise ? 'bad' : value < clear ? 'good' : 'between'

/** Limits: loss 3 % (the share at which concealment is heard), jitter 30 ms, round trip 400 ms, MOS 3. */
function verdict(alarm: QualityAlarm, sample: QualitySample): Verdict {
  switch (alarm) {
    case 'no-sound':
      return sample.due && sample.packets === 0 ? 'bad' : 'good'
    case 'loss':
      return over(sample.loss, 0.03, 0.01)
    case 'sent-loss':
      return over(sample.sentLoss, 0.03, 0.01)
    case 'delay':
      return over(sample.rttMs, 400, 300)
    case 'jitter':
      return over(sample.jitterMs, 30, 20)
    case 'poor':
      return over(-sample.mos, -3, -3.3)
  }
}

const quiet: Watch = { raised: false, run: 0 }

/** A leg nothing is known of. */
export const newAlarms: AlarmState = {
  'no-sound': quiet,
  loss: quiet,
  'sent-loss': quiet,
  delay: quiet,
  jitter: quiet,
  poor: quiet,
}

function nextWatch(watch: Watch, heard: Verdict): Watch {
  const against = watch.raised ? heard === 'good' : heard === 'bad'
  if (!against) return watch.run === 0 ? watch : { ...watch, run: 0 }
  const run = watch.run + 1
  return run >= samplesToChange ? { raised: !watch.raised, run: 0 } : { ...watch, run }
}

/** Raises after three bad samples in a row and clears after three good ones; in between nothing changes. */
export function nextAlarms(state: AlarmState, sample: QualitySample): AlarmState {
  const next = { ...state }
  for (const alarm of qualityAlarms) next[alarm] = nextWatch(state[alarm], verdict(alarm, sample))
  return next
}

/** What is raised, the worst first. */
export const raisedAlarms = (state: AlarmState): QualityAlarm[] => qualityAlarms.filter((alarm) => state[alarm].raised)
