import { useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { RecordIcon } from '../ui/icons/call.tsx'
import type { Listener } from './listener.ts'
import { recordingTexts } from './recording.texts.ts'
import type { RecordingApi } from './recording-api.ts'
import { RecordingPanel } from './recording-panel.tsx'

interface RecordingButtonProps {
  readonly api: RecordingApi
  readonly callId: string
  readonly listener: Listener
  readonly tabIndex: 0 | -1
}

/** Beside a call that was recorded: opens the player. */
export function RecordingButton({ api, callId, listener, tabIndex }: RecordingButtonProps) {
  const t = useTexts(recordingTexts)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        label={t('open')}
        icon={<RecordIcon />}
        iconOnly
        look="quiet"
        size="small"
        tabIndex={tabIndex}
        aria-haspopup="dialog"
        onPress={() => setOpen(true)}
      />
      <Dialog title={t('title')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <RecordingPanel api={api} callId={callId} listener={listener} />
      </Dialog>
    </>
  )
}
