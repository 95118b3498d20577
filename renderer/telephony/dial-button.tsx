import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { HandsetIcon } from '../ui/icons/phone.tsx'
import { clickWhyNot } from './dial.rules.ts'
import type { PhoneStore } from './phone.store.ts'
import type { PhoneActs } from './phone-acts.ts'
import { telephonyTexts } from './telephony.texts.ts'
import { usePhone } from './use-telephony.ts'

/** The phone as far as a number on the page needs it. */
export interface Dialler {
  readonly store: PhoneStore
  readonly acts: Pick<PhoneActs, 'dial'>
}

interface DialButtonProps {
  readonly dialler: Dialler
  readonly number: string
  /** In words, where it does not stand beside its number. */
  readonly label?: string | undefined
  readonly tabIndex?: 0 | -1 | undefined
}

/** A handset beside a number: a press rings it. Where it can't, it says why. */
export function DialButton({ dialler, number, label, tabIndex }: DialButtonProps) {
  const t = useTexts(telephonyTexts)
  const whyNot = usePhone(dialler.store, ({ snapshot }) => clickWhyNot(snapshot, number))
  return (
    <Button
      label={label ?? t('callNumber', { number })}
      icon={<HandsetIcon />}
      iconOnly={label === undefined}
      look="quiet"
      size="small"
      tabIndex={tabIndex}
      disabledReason={whyNot === null ? undefined : t(`click.${whyNot}`)}
      onPress={() => dialler.acts.dial(number)}
    />
  )
}
