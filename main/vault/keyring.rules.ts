import type { SafeStorage } from 'electron'

/** Chromium's names for "no keyring": a key that stands in its source, or not known yet. What they encrypt anybody decrypts. */
const noKeyring: readonly string[] = ['basic_text', 'unknown']

/** Whether the system keeps keys for us: always on Windows (DPAPI) and macOS (Keychain) where encryption works, on Linux by a real backend alone. */
export async function hasKeyring(
  keeper: Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend'>,
  platform: NodeJS.Platform,
): Promise<boolean> {
  if (platform === 'linux' && noKeyring.includes(keeper.getSelectedStorageBackend())) return false
  try {
    return await keeper.isAsyncEncryptionAvailable()
  } catch {
    return false
  }
}
