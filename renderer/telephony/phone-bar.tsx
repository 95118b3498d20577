import { type ReactNode, useMemo } from 'react'
import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { StatusText } from '../ui/status-text.tsx'
import type { Tone } from '../ui/tone.ts'
import hidden from '../ui/visually-hidden.module.css'
import { OfferButtons, SeveralButtons, ToolButtons } from './call-buttons.tsx'
import { HangUpDialog } from './hang-up-dialog.tsx'
import { Keypad } from './keypad.tsx'
import { LegChip } from './leg-chip.tsx'
import type { HearLevels } from './level-meter.tsx'
import { LineStatus } from './line-status.tsx'
import type { PhoneStore } from './phone.store.ts'
import type { PhoneActs } from './phone-acts.ts'
import styles from './phone-bar.module.css'
import { type CallState, phoneBarView } from './phone-bar.rules.ts'
import { shownLegs } from './shown-legs.rules.ts'
import { telephonyTexts } from './telephony.texts.ts'
import { usePhone } from './use-telephony.ts'

interface PhoneBarProps {
  readonly store: PhoneStore
  readonly acts: PhoneActs
  readonly hear: HearLevels
  /** What the seat is doing, and its own buttons: the desk puts them in. */
  readonly seatStatus: ReactNode
  readonly seatControl: ReactNode
  /** Shares the place of Answer and Reject: there is one next thing to do, always in that place. */
  readonly wrapUp: ReactNode
  /** Whether a leg is shown: a lead who listens may be none of the agent's business. */
  readonly isShown?: ((leg: Leg) => boolean) | undefined
  /** How the link to the backend is. */
  readonly network: ReactNode
  /** The way to the devices. */
  readonly devices?: ReactNode
}

const tones: Readonly<Record<CallState, Tone>> = {
  none: 'grey',
  ringing: 'blue',
  answering: 'blue',
  dialling: 'blue',
  early: 'blue',
  talking: 'blue',
  hold: 'amber',
  consult: 'blue',
  private: 'blue',
  conference: 'blue',
  'remote-hold': 'amber',
  ending: 'grey',
}

/** The bar that stays through every page: seat, parties, tools. Never covered by a dialog: a call does not wait for one. */
export function PhoneBar(props: PhoneBarProps) {
  const { store, acts, hear, isShown = () => true } = props
  const t = useTexts(telephonyTexts)
  const snapshot = usePhone(store, (view) => view.snapshot)
  const dialled = usePhone(store, (view) => view.dialled)
  const view = useMemo(() => phoneBarView(snapshot), [snapshot])
  const legs = useMemo(() => shownLegs(snapshot), [snapshot]).filter(isShown)
  const several = legs.filter(({ state, role }) => state !== 'ended' && role === 'party').length > 1
  const ringing = view.callState === 'ringing'
  return (
    <section
      aria-label={t('phoneBar')}
      className={classNames(styles.bar, ringing && styles.ringing)}
      data-react-aria-top-layer="true"
    >
      <div className={styles.seat}>
        {props.seatStatus}
        {props.seatControl}
      </div>
      <div className={styles.call}>
        {/* With a party on the bar its chip says the same to the eye. */}
        <span className={legs.length > 0 ? hidden.hidden : undefined}>
          <StatusText name={t('callState')} tone={tones[view.callState]} look="text">
            {t(`call.${view.callState}`)}
          </StatusText>
        </span>
        <ul aria-label={t('legs')} className={styles.legs}>
          {legs.map((leg) => (
            <LegChip
              key={leg.id}
              leg={leg}
              together={snapshot?.together ?? null}
              hear={hear}
              acts={acts}
              ownControls={several}
            />
          ))}
        </ul>
      </div>
      <div className={styles.next}>
        <OfferButtons view={view} acts={acts} />
        <SeveralButtons view={view} acts={acts} />
        {view.offer.length === 0 && props.wrapUp}
      </div>
      <div className={styles.tools}>
        <ToolButtons view={view} acts={acts} keypad={<Keypad view={view} acts={acts} dialled={dialled} />} />
      </div>
      <HangUpDialog store={store} acts={acts} several={view.several} />
      <LineStatus store={store} hear={hear} network={props.network} devices={props.devices} />
    </section>
  )
}
