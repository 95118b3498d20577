import { useEffect, useRef } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { deskTexts } from './desk.texts.ts'

interface SignOutDialogProps {
  /** How much is left open; null: nobody asks. */
  readonly left: { readonly drafts: number; readonly tasks: number } | null
  readonly onStay: () => void
  readonly onLeave: () => void
  readonly onHandOver: () => void
}

/** Has the focus when the question comes. */
function HandOverButton({ onPress }: { readonly onPress: () => void }) {
  const t = useTexts(deskTexts)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return <Button ref={button} label={t('handOver')} look="solid" onPress={onPress} />
}

/** Asks who signs out with work left open whether to hand it over. The focus is on handing over: Enter loses nothing. */
export function SignOutDialog({ left, onStay, onLeave, onHandOver }: SignOutDialogProps) {
  const t = useTexts(deskTexts)
  const { drafts = 0, tasks = 0 } = left ?? {}
  const what = [
    ...(drafts > 0 ? [t('leftDrafts', { count: drafts })] : []),
    ...(tasks > 0 ? [t('leftTasks', { count: tasks })] : []),
  ].join(t('and'))
  return (
    <Dialog
      title={t('leftTitle')}
      role="alertdialog"
      isOpen={left !== null}
      onClose={onStay}
      actions={
        <>
          <Button label={t('stay')} onPress={onStay} />
          <Button label={t('leaveAnyway')} onPress={onLeave} />
          <HandOverButton onPress={onHandOver} />
        </>
      }
    >
      <p>{t('leftSay', { what })}</p>
      {drafts > 0 && <p>{t('leftDraftsSay')}</p>}
      {tasks > 0 && <p>{t('leftTasksSay')}</p>}
    </Dialog>
  )
}
