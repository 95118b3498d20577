import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { BarButton } from './bar-button.rules.ts'
import { type PhoneStore, setAsksHangUp } from './phone.store.ts'
import type { PhoneActs } from './phone-acts.ts'
import { telephonyTexts } from './telephony.texts.ts'
import { usePhone } from './use-telephony.ts'

interface HangUpDialogProps {
  readonly store: PhoneStore
  readonly acts: PhoneActs
  /** Leave and End for all. */
  readonly several: readonly BarButton[]
}

/** With several parties, hanging up may mean to leave them to each other or to end it for all: nobody is cut off by mistake. */
export function HangUpDialog({ store, acts, several }: HangUpDialogProps) {
  const t = useTexts(telephonyTexts)
  const asked = usePhone(store, ({ asksHangUp }) => asksHangUp)
  const close = () => setAsksHangUp(store, false)
  return (
    <Dialog
      title={t('askHangUp')}
      role="alertdialog"
      isOpen={asked && several.length > 0}
      onClose={close}
      actions={
        <>
          <Button label={t('cancel')} onPress={close} />
          {[...several].reverse().map((button) => (
            <Button
              key={button.act}
              label={button.act === 'leave' ? t('leave') : t('end-all')}
              look={button.act === 'leave' ? 'solid' : 'plain'}
              tone={button.act === 'leave' ? 'blue' : 'red'}
              disabledReason={button.whyNot === null ? undefined : t(`whyNot.${button.whyNot}`)}
              onPress={() => {
                close()
                acts.press(button)
              }}
            />
          ))}
        </>
      }
    >
      <p>{t('askHangUpHint')}</p>
    </Dialog>
  )
}
