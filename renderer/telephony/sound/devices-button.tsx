import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { SettingsIcon } from '../../ui/icons/places.tsx'
import { useKey } from '../../ui/keys/use-key.ts'
import { soundTexts } from './sound.texts.ts'
import type { SoundActs } from './sound-desk.ts'

/** Opens the dialog of devices. */
export function DevicesButton({ acts }: { readonly acts: SoundActs }) {
  const t = useTexts(soundTexts)
  const hint = useKey('devices', acts.open)
  return (
    <Button
      label={t('devices')}
      keyHint={hint}
      icon={<SettingsIcon />}
      iconOnly
      look="quiet"
      size="small"
      aria-haspopup="dialog"
      onPress={acts.open}
    />
  )
}
