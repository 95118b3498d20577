import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import type { Together } from '#shared/contract/phone/together.schema.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatTimer } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { RingIcon } from '../ui/icons/call.tsx'
import { HandsetIcon, HangUpIcon, PauseIcon } from '../ui/icons/phone.tsx'
import { Countdown, Elapsed } from '../ui/timer.tsx'
import toneStyles from '../ui/tone.module.css'
import styles from './leg-chip.module.css'
import { LegControls } from './leg-controls.tsx'
import { answerBy, type LegView, legView } from './leg-view.rules.ts'
import { type HearLevels, LevelMeter } from './level-meter.tsx'
import type { PhoneActs } from './phone-acts.ts'
import { telephonyTexts } from './telephony.texts.ts'

interface LegChipProps {
  readonly leg: Leg
  readonly together: Together | null
  readonly hear: HearLevels
  readonly acts: PhoneActs
  /** With more than one party, each has its own controls. */
  readonly ownControls: boolean
}

const StateIcon = ({ state }: { readonly state: LegView['state'] }) => {
  if (state === 'ringing' || state === 'early') return <RingIcon />
  if (state === 'hold' || state === 'remote-hold' || state === 'waiting') return <PauseIcon />
  return state === 'ended' || state === 'ending' ? <HangUpIcon /> : <HandsetIcon />
}

/** One party of the call: who, state, timer, loudness. */
export function LegChip({ leg, together, hear, acts, ownControls }: LegChipProps) {
  const t = useTexts(telephonyTexts)
  const view = legView(leg, together)
  const title = view.title ?? t('noNumber')
  const state = view.endReason ? t(`ended.${view.endReason}`) : t(`call.${view.state}`)
  return (
    <li
      className={classNames(
        styles.leg,
        toneStyles[view.tone],
        view.state === 'ringing' && styles.ringing,
        ownControls && leg.role === 'party' && styles.several,
        leg.role !== 'party' && styles.lead,
      )}
    >
      <StateIcon state={view.state} />
      <span className={styles.who}>
        <span className={styles.title}>
          <Chinese>{title}</Chinese>
          {view.number !== null && <span className={styles.number}> {view.number}</span>}
        </span>
        <span className={styles.line}>
          <span className={styles.state}>{state}</span>
          <LegTimer leg={leg} view={view} />
          {leg.state === 'established' && leg.role === 'party' && (
            <span className={styles.meter}>
              <LevelMeter hear={hear} pick={({ legs }) => legs.find(({ id }) => id === leg.id)?.level ?? 0} />
            </span>
          )}
          {ownControls && <LegControls leg={leg} together={together} title={title} acts={acts} />}
        </span>
      </span>
    </li>
  )
}

function LegTimer({ leg, view }: { readonly leg: Leg; readonly view: LegView }) {
  const t = useTexts(telephonyTexts)
  if (view.until !== null) return <time>{formatTimer(view.until - view.since)}</time>
  if (leg.state !== 'offered') return <Elapsed since={view.since} />
  return (
    <span title={t('ringLimit')}>
      {t('ringLeft')} <Countdown until={answerBy(leg)} />
    </span>
  )
}
