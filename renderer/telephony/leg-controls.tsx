import type { ReactNode } from 'react'
import type { Leg, PhoneCommand } from '#shared/contract/phone/phone-messages.ts'
import type { Together } from '#shared/contract/phone/together.schema.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { ConsultIcon } from '../ui/icons/call.tsx'
import { HangUpIcon, MicrophoneIcon, MicrophoneOffIcon, PauseIcon, PlayIcon } from '../ui/icons/phone.tsx'
import styles from './leg-controls.module.css'
import { type LegAct, legControls } from './leg-controls.rules.ts'
import type { PhoneActs } from './phone-acts.ts'
import { telephonyTexts } from './telephony.texts.ts'

const icons: Readonly<Record<LegAct, ReactNode>> = {
  hold: <PauseIcon />,
  resume: <PlayIcon />,
  'mute-leg': <MicrophoneOffIcon />,
  'unmute-leg': <MicrophoneIcon />,
  'talk-privately': <ConsultIcon />,
  drop: <HangUpIcon />,
}
const names = {
  hold: 'hold',
  resume: 'resume',
  'mute-leg': 'mute',
  'unmute-leg': 'unmute',
  'talk-privately': 'talk-privately',
  drop: 'drop',
} as const

interface LegControlsProps {
  readonly leg: Leg
  readonly together: Together | null
  /** Who it is: a part of each button's name. */
  readonly title: string
  readonly acts: PhoneActs
}

/** A party's own buttons: hold, mute for the others, private talk, drop. */
export function LegControls({ leg, together, title, acts }: LegControlsProps) {
  const t = useTexts(telephonyTexts)
  const press = (command: PhoneCommand | null) => command && acts.run(command)
  return (
    <span className={styles.controls}>
      {legControls(leg, together).map(({ act, command, whyNot }) => (
        <Button
          key={act}
          label={`${t(names[act])} ${title}`}
          icon={icons[act]}
          iconOnly
          look="quiet"
          size="small"
          tone={act === 'unmute-leg' ? 'red' : act === 'resume' ? 'amber' : undefined}
          disabledReason={whyNot === null ? undefined : t(`whyNot.${whyNot}`)}
          onPress={() => press(command)}
        />
      ))}
    </span>
  )
}
