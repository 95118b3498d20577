import { deskOrigin } from '#shared/contract/host/desk-origin.ts'
import { callsOf, type HostCallName, type WindowKind } from '#shared/contract/host/host-names.ts'

/** What is known of the frame an IPC message came from; null: it has gone. */
export interface Sender {
  readonly url: string
  readonly parent: unknown
}

/**
 * Whether a frame may make a call: the main frame, of exactly our own origin, in a window whose kind has the call (Electron's security
 * checklist, item 17). `kind` undefined: no window of ours.
 */
export function mayCall(name: HostCallName, sender: Sender | null, kind: WindowKind | undefined): boolean {
  if (sender === null || sender.parent !== null || kind === undefined) return false
  if (sender.url !== deskOrigin && !sender.url.startsWith(`${deskOrigin}/`)) return false
  return (callsOf[kind] as readonly HostCallName[]).includes(name)
}
