import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatTimer } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { RingIcon } from '../ui/icons/call.tsx'
import { HandsetIcon, HangUpIcon, PauseIcon, PlayIcon } from '../ui/icons/phone.tsx'
import { Countdown, Elapsed } from '../ui/timer.tsx'
import toneStyles from '../ui/tone.module.css'
import styles from './leg-chip.module.css'
import { answerBy, type LegView, legView } from './leg-view.rules.ts'
import { type HearLevels, LevelMeter } from './level-meter.tsx'
import type { PhoneActs } from './phone-acts.ts'
import { telephonyTexts } from './telephony.texts.ts'

interface LegChipProps {
  readonly leg: Leg
  readonly hear: HearLevels
  readonly acts: PhoneActs
  /** With more than one party, each has its own controls. */
  readonly ownControls: boolean
}

const StateIcon = ({ state }: { readonly state: LegView['state'] }) => {
  if (state === 'ringing' || state === 'early') return <RingIcon />
  if (state === 'hold' || state === 'remote-hold') return <PauseIcon />
  return state === 'ended' || state === 'ending' ? <HangUpIcon /> : <HandsetIcon />
}

/** One party of the call: who, state, timer, loudness. */
export function LegChip({ leg, hear, acts, ownControls }: LegChipProps) {
  const t = useTexts(telephonyTexts)
  const view = legView(leg)
  const title = view.title ?? t('noNumber')
  const state = view.endReason ? t(`ended.${view.endReason}`) : t(`call.${view.state}`)
  return (
    <li className={classNames(styles.leg, toneStyles[view.tone], view.state === 'ringing' && styles.ringing)}>
      <StateIcon state={view.state} />
      <span className={styles.who}>
        <span className={styles.title}>
          <Chinese>{title}</Chinese>
          {view.number !== null && <span className={styles.number}> {view.number}</span>}
        </span>
        <span className={styles.line}>
          <span className={styles.state}>{state}</span>
          <LegTimer leg={leg} view={view} />
          {leg.state === 'established' && (
            <LevelMeter hear={hear} pick={({ legs }) => legs.find(({ id }) => id === leg.id)?.level ?? 0} />
          )}
        </span>
      </span>
      {ownControls && leg.state === 'established' && <LegHold leg={leg} title={title} acts={acts} />}
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

function LegHold({ leg, title, acts }: { readonly leg: Leg; readonly title: string; readonly acts: PhoneActs }) {
  const t = useTexts(telephonyTexts)
  const held = leg.hold === 'held' || leg.hold === 'resuming'
  const pending = leg.hold === 'holding' || leg.hold === 'resuming'
  const act = held ? 'resume' : 'hold'
  return (
    <Button
      label={`${t(act)} ${title}`}
      icon={held ? <PlayIcon /> : <PauseIcon />}
      iconOnly
      look="quiet"
      size="small"
      disabledReason={pending ? t('whyNot.pending') : undefined}
      onPress={() => acts.press({ act, legId: leg.id, whyNot: null })}
    />
  )
}
