import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { signInTexts } from './sign-in.texts.ts'

interface TakeOverDialogProps {
  /** null: nothing to ask. */
  readonly seat: string | null
  readonly onTakeOver: () => void
  readonly onCancel: () => void
}

/** Asks before a seat is taken from a desk that is connected. */
export function TakeOverDialog({ seat, onTakeOver, onCancel }: TakeOverDialogProps) {
  const t = useTexts(signInTexts)
  return (
    <Dialog
      title={t('takeOverTitle')}
      isOpen={seat !== null}
      onClose={onCancel}
      actions={
        <>
          <Button label={t('cancel')} onPress={onCancel} />
          <Button label={t('takeOver')} look="solid" onPress={onTakeOver} />
        </>
      }
    >
      {t('takeOverText', { seat: seat ?? '' })}
    </Dialog>
  )
}
