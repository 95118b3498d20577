import type { PhoneCommand, PhoneRefusal, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { SoundSettings } from '#shared/contract/phone/sound.schema.ts'
import type { Result } from '#shared/kit/result.ts'

export interface SettingsTellerParts {
  readonly send: (command: PhoneCommand) => Promise<Result<null, PhoneRefusal | 'closed'>>
  /** What the phone said last. */
  readonly snapshot: () => PhoneSnapshot | null
  /** What is wanted now. */
  readonly settings: () => SoundSettings
}

/**
 * Keeps the phone at what this seat chose, one command at a time: told when it differs from what the phone says, so that a phone that was loaded anew
 * is told by itself.
 */
export function createSettingsTeller({ send, snapshot, settings }: SettingsTellerParts): () => void {
  let telling = false
  const tell = async (): Promise<void> => {
    const wanted = settings()
    const known = snapshot()?.devices
    if (telling || !known || JSON.stringify(known.settings) === JSON.stringify(wanted)) return
    telling = true
    const told = await send({ op: 'use-sound', settings: wanted })
    telling = false
    // Chosen anew meanwhile.
    if (told.ok && settings() !== wanted) await tell()
  }
  return () => void tell()
}
