import type { ReactNode } from 'react'
import type { Presence } from '#shared/directory/entry.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { classNames } from '../ui/class-names.ts'
import { LineIcon, RestIcon } from '../ui/icons/call.tsx'
import { CheckIcon } from '../ui/icons/marks.tsx'
import { HandsetIcon } from '../ui/icons/phone.tsx'
import { LeaveIcon } from '../ui/icons/places.tsx'
import toneStyles from '../ui/tone.module.css'
import type { Tone } from '../ui/tone.ts'
import { directoryTexts } from './directory.texts.ts'
import styles from './directory-list.module.css'

const looks: Readonly<Record<Presence, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  ready: { tone: 'green', icon: <CheckIcon /> },
  busy: { tone: 'blue', icon: <HandsetIcon /> },
  away: { tone: 'grey', icon: <RestIcon /> },
  offline: { tone: 'grey', icon: <LeaveIcon /> },
  unknown: { tone: 'grey', icon: <LineIcon /> },
}

/** Whether somebody would answer: icon and word. */
export function PresenceMark({ presence }: { readonly presence: Presence }) {
  const t = useTexts(directoryTexts)
  const { tone, icon } = looks[presence]
  return (
    <span className={classNames(styles.presence, toneStyles[tone])}>
      {icon}
      {t(`presence.${presence}`)}
    </span>
  )
}
