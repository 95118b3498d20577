import { useTexts } from '../../i18n/use-texts.ts'
import { SignalIcon } from '../../ui/icons/call.tsx'
import { Lamp } from '../../ui/lamp.tsx'
import { qualityView } from './quality-view.rules.ts'
import type { SoundStore } from './sound.store.ts'
import { soundTexts } from './sound.texts.ts'
import { useSound } from './use-sound.ts'

/** How the call sounds, as a lamp; there without a call too, so that nothing moves. */
export function QualityLamp({ store }: { readonly store: SoundStore }) {
  const t = useTexts(soundTexts)
  const { tone, says, percent, ms } = qualityView(useSound(store, ({ quality }) => quality))
  return (
    <Lamp tone={tone} text={t(`quality.${says}`, { percent, ms })}>
      <SignalIcon />
    </Lamp>
  )
}
