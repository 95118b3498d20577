import { type SoundSettings, soundSettingsSchema, usualSoundSettings } from '#shared/contract/phone/sound.schema.ts'
import type { SoundKeeper } from '../telephony/sound/sound-desk.ts'

const parsed = (text: string | null): SoundSettings => {
  if (text === null) return usualSoundSettings
  try {
    const settings = soundSettingsSchema.safeParse(JSON.parse(text))
    return settings.success ? settings.data : usualSoundSettings
  } catch {
    // Not ours, or of another version: the usual settings are no harm.
    return usualSoundSettings
  }
}

/** A seat's devices on this computer: another seat at the same computer has its own headset. */
export function createSoundKeeper(seat: string, storage: Pick<Storage, 'getItem' | 'setItem'>): SoundKeeper {
  const key = `lianxian.sound.${seat}`
  return {
    read: () => parsed(storage.getItem(key)),
    keep: (settings) => storage.setItem(key, JSON.stringify(settings)),
  }
}
