import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { SoundIcon } from '../ui/icons/call.tsx'
import { Notice } from '../ui/notice.tsx'
import { type PhoneStore, setPhoneFault } from './phone.store.ts'
import { telephonyTexts } from './telephony.texts.ts'
import { usePhone } from './use-telephony.ts'

interface PhoneNoticesProps {
  readonly store: PhoneStore
  /** A press of a person: sound may start. */
  readonly onTurnOnSound: () => void
  readonly onDismissTrouble: () => void
}

/** What is wrong with the phone, in plain words; each stays for as long as it is true. */
export function PhoneNotices({ store, onTurnOnSound, onDismissTrouble }: PhoneNoticesProps) {
  const t = useTexts(telephonyTexts)
  const registration = usePhone(store, ({ snapshot }) => snapshot?.registration.state)
  const microphone = usePhone(store, ({ snapshot }) => snapshot?.microphone)
  const silent = usePhone(store, ({ snapshot, ringBlocked }) => ringBlocked || snapshot?.sound === 'needs-press')
  const fault = usePhone(store, (view) => view.fault)
  const trouble = usePhone(store, ({ snapshot }) => snapshot?.together.trouble)
  return (
    <>
      {fault && (
        <Notice tone="amber" onDismiss={() => setPhoneFault(store, null)}>
          {t(`refused.${fault.reason}`)}
        </Notice>
      )}
      {trouble && (
        <Notice tone="amber" onDismiss={onDismissTrouble}>
          {t('troubleSentence', {
            what: t(`trouble.${trouble.act}`) + (trouble.tried > 1 ? t('troubleTried', { count: trouble.tried }) : ''),
            why: t(`ended.${trouble.reason}`),
            safe: t(`troubleSafe.${trouble.act}`),
          })}
        </Notice>
      )}
      {silent && (
        <Notice
          tone="amber"
          action={<Button label={t('turnOnSound')} icon={<SoundIcon />} look="solid" onPress={onTurnOnSound} />}
        >
          {t('notice.sound')}
        </Notice>
      )}
      {(microphone === 'refused' || microphone === 'missing' || microphone === 'lost') && (
        <Notice tone="red">{t(`notice.microphone.${microphone}`)}</Notice>
      )}
      {(registration === 'lost' || registration === 'refused') && (
        <Notice tone="red">{t(`notice.${registration}`)}</Notice>
      )}
    </>
  )
}
