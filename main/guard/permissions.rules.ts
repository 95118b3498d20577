import { isOwn } from './own-origin.rules.ts'

/**
 * What the composition root may add, with a reason for each. The names of the local network: from Chromium 142 on a page that is not itself on the local
 * network asks before it reaches a private or a loopback address (Local Network Access; electron/electron 48655).
 */
export const furtherPermissions = [
  'fullscreen',
  'hid',
  'local-network',
  'local-network-access',
  'loopback-network',
] as const
export type FurtherPermission = (typeof furtherPermissions)[number]

/** A permission asked for or checked, of either of Electron's two handlers. */
export interface PermissionAsked {
  /** Electron's name of it. */
  readonly permission: string
  /** Whether the frame that asks is a main frame. */
  readonly isMainFrame: boolean
  /** Address of the window's main frame; undefined: on behalf of no window. */
  readonly page: string | undefined
  /** Last address the asking frame loaded. */
  readonly requestingUrl: string | undefined
  /** Every further origin Electron names in the matter; what it does not name is left out. */
  readonly origins: readonly string[]
  /** What of `media` is asked for; empty: Electron did not say. */
  readonly media: readonly string[]
}

/**
 * Whether a page may: its microphone and the choice of its loudspeaker, from the main frame of our own origin (Electron's security checklist, item 5),
 * and what `further` adds. Asker and main frame must both be our own: a handler was once given the wrong one of them (CVE-2026-34777).
 */
export function mayUse(asked: PermissionAsked, further: readonly FurtherPermission[] = []): boolean {
  if (!asked.isMainFrame || !isOwn(asked.page) || !isOwn(asked.requestingUrl)) return false
  if (!asked.origins.every(isOwn)) return false
  if (asked.permission === 'media') return asked.media.length === 1 && asked.media[0] === 'audio'
  if (asked.permission === 'speaker-selection') return true
  return (further as readonly string[]).includes(asked.permission)
}
