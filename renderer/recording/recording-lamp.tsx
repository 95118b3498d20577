import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { RecordIcon } from '../ui/icons/call.tsx'
import { Lamp } from '../ui/lamp.tsx'
import { lampOf } from './lamp.rules.ts'
import type { RecordingStore } from './recording.store.ts'
import { recordingTexts } from './recording.texts.ts'
import { useNoLeave } from './use-recording.ts'

interface RecordingLampProps {
  readonly store: RecordingStore
  readonly legs: readonly Leg[]
}

/** Whether the call is recorded, and if not, why; there without a call too, so that nothing moves. */
export function RecordingLamp({ store, legs }: RecordingLampProps) {
  const t = useTexts(recordingTexts)
  const { word, tone } = lampOf(legs, useNoLeave(store))
  return (
    <Lamp tone={tone} text={t(`lamp.${word}`)}>
      <RecordIcon />
    </Lamp>
  )
}
