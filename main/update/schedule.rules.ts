/** Between two checks, ms. */
const everyMs = 4 * 3_600_000
/** The hall starts its computers in one minute: each asks somewhere in the next, and so do they four hours later. */
const firstWithinMs = 60_000
const jitter = 0.1

/** How long to wait before the first check, ms. @param random in [0, 1) */
export const firstCheck = (random: number): number => Math.round(firstWithinMs * random)
/** How long to wait before the next one, ms. @param random in [0, 1) */
export const nextCheck = (random: number): number => Math.round(everyMs * (1 - jitter + 2 * jitter * random))

/** What decides whether this installation can replace itself. */
export interface Installation {
  readonly platform: NodeJS.Platform
  readonly packaged: boolean
  /** The variable APPIMAGE: the program runs from an image. */
  readonly appImage: string | undefined
  /** Text of `package-type` beside the archive, as electron-builder writes it; null: there is none. */
  readonly packageType: string | null
}

/** Windows and Mac always; on Linux an AppImage or a deb. Everything else is its package manager's. */
export function canUpdate({ platform, packaged, appImage, packageType }: Installation): boolean {
  if (!packaged) return false
  if (platform === 'win32' || platform === 'darwin') return true
  return platform === 'linux' && (packageType === null ? Boolean(appImage) : packageType.trim() === 'deb')
}
