import { useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { EmergencyIcon } from '../ui/icons/call.tsx'
import { MenuButton } from '../ui/menu.tsx'
import styles from './emergency-button.module.css'
import type { PhoneStore } from './phone.store.ts'
import type { PhoneActs } from './phone-acts.ts'
import { phoneBarView } from './phone-bar.rules.ts'
import { telephonyTexts } from './telephony.texts.ts'
import { usePhone } from './use-telephony.ts'

/** Police, fire, ambulance, traffic accidents. */
const services = ['110', '119', '120', '122'] as const

/** What the service has to be told first; '' where it is not known yet. */
export interface EmergencyFacts {
  readonly place: string
  readonly matter: string
  readonly number: string
}

interface EmergencyButtonProps {
  readonly store: PhoneStore
  readonly acts: PhoneActs
  /** Asked when the menu is opened. */
  readonly facts: () => Promise<EmergencyFacts>
}

/** Brings an emergency service into the call in two keys, with what it has to be told in sight; the caller stays in the call. */
export function EmergencyButton({ store, acts, facts }: EmergencyButtonProps) {
  const t = useTexts(telephonyTexts)
  const [told, setTold] = useState<EmergencyFacts | null>(null)
  const whyNot = usePhone(
    store,
    ({ snapshot }) => phoneBarView(snapshot).tools.find(({ act }) => act === 'consult')?.whyNot ?? null,
  )
  return (
    <MenuButton
      button={{
        label: t('emergency'),
        icon: <EmergencyIcon />,
        size: 'small',
        tone: 'red',
        disabledReason: whyNot === null ? undefined : t(`whyNot.${whyNot}`),
      }}
      head={told && <Facts facts={told} />}
      entries={services.map((number) => ({ id: number, label: t(`emergency.${number}`) }))}
      onOpenChange={(open) => {
        if (open) void facts().then(setTold)
      }}
      onChoose={(number) => acts.reach('conference', [{ number, name: t(`emergency.${number}`) }])}
    />
  )
}

function Facts({ facts }: { readonly facts: EmergencyFacts }) {
  const t = useTexts(telephonyTexts)
  const unknown = t('emergencyAsk')
  return (
    <dl className={styles.facts}>
      <dt>{t('emergencyPlace')}</dt>
      <dd>{facts.place || unknown}</dd>
      <dt>{t('emergencyMatter')}</dt>
      <dd>{facts.matter || unknown}</dd>
      <dt>{t('emergencyNumber')}</dt>
      <dd>{facts.number || unknown}</dd>
    </dl>
  )
}
