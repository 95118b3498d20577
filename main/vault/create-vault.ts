import type { SafeStorage } from 'electron'
import { hasKeyring } from './keyring.rules.ts'
import { opened, sealedText } from './secret.rules.ts'

/** Electron's keeper of secrets, by its asynchronous half alone: the synchronous one blocks the program while a keyring asks. */
export type SecretKeeper = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** Where the encrypted token lies. `write` leaves the old content or the new one, whole, and throws when the disk refuses. */
export interface VaultFile {
  read(): Uint8Array | null
  write(bytes: Uint8Array): void
  remove(): void
}

export interface VaultParts {
  readonly safeStorage: SecretKeeper
  readonly platform: NodeJS.Platform
  readonly file: VaultFile
}

/** Keeps the sign-in token. Nothing of it is ever in an error or a log. */
export interface Vault {
  /** Whether secrets outlive the program: the system has a real keyring. Ask after the app is ready. */
  keyring(): Promise<boolean>
  /** @returns whether the token outlives the program; if not, it is there as long as it runs */
  keep(token: string): Promise<boolean>
  /** null: nobody is signed in here. */
  read(): Promise<string | null>
  forget(): Promise<void>
}

/** Makes the vault: on disk by the system's keyring where there is one, else in memory for the life of the program. */
export function createVault({ safeStorage, platform, file }: VaultParts): Vault {
  /** undefined: not looked yet. */
  let held: string | null | undefined
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: what is forgotten must not be written by a `keep` that was still encrypting. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run, run)
    last = turn.catch(() => undefined)
    return turn
  }
  const keyring = () => hasKeyring(safeStorage, platform)

  const store = async (token: string): Promise<boolean> => {
    try {
      if (await keyring()) {
        file.write(await safeStorage.encryptStringAsync(sealedText(token)))
        return true
      }
    } catch {
      // Keyring or disk refused: it stays in memory.
    }
    return false
  }
  const load = async (): Promise<string | null> => {
    if (!(await keyring())) return null
    const { token, stale } = await readSecret(file, safeStorage)
    if (token === null) removeQuietly(file)
    // A refusal here leaves the old one, which still opens.
    else if (stale) await store(token)
    return token
  }

  return {
    keyring,
    keep: (token) =>
      inTurn(async () => {
        held = token
        const kept = await store(token)
        // Else the next start would sign in with the token before.
        if (!kept) removeQuietly(file)
        return kept
      }),
    read: () =>
      inTurn(async () => {
        if (held === undefined) held = await load()
        return held
      }),
    forget: () =>
      inTurn(async () => {
        held = null
        file.remove()
      }),
  }
}

/** A damaged or foreign file is no token. `stale`: the keyring's key has changed since. */
async function readSecret(file: VaultFile, keeper: SecretKeeper): Promise<{ token: string | null; stale: boolean }> {
  try {
    const bytes = file.read()
    if (bytes === null) return { token: null, stale: false }
    const { result, shouldReEncrypt } = await keeper.decryptStringAsync(Buffer.from(bytes))
    return { token: opened(result), stale: shouldReEncrypt }
  } catch {
    return { token: null, stale: false }
  }
}

function removeQuietly(file: VaultFile): void {
  try {
    file.remove()
  } catch {
    // A disk that refuses to remove it will be asked again with the next token.
  }
}
