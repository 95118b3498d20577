/** What a REFER came to (RFC 3515 2.4.5): its NOTIFYs tell. `queued`: the other side waits in a queue (182) and is safe there. */
export type ReferProgress = 'trying' | 'ringing' | 'queued' | 'done' | 'refused'

/** The status a NOTIFY of a referral tells: the first line of its sipfrag body (RFC 3420); null: it is none. */
export function sipfragStatus(body: string): number | null {
  const digits = /^SIP\/2\.0 ([1-6]\d\d)(?: |\r?\n|$)/.exec(body.trimStart())?.[1]
  return digits === undefined ? null : Number(digits)
}

/** What a status means for the one who referred. */
export function referProgress(status: number): ReferProgress {
  if (status === 182) return 'queued'
  if (status < 180) return 'trying'
  if (status < 200) return 'ringing'
  return status < 300 ? 'done' : 'refused'
}

/** What names a dialog, seen from the end that has `localTag`. */
export interface DialogName {
  readonly callId: string
  readonly localTag: string
  readonly remoteTag: string
}

/** Replaces for the one who shall take our place in this dialog (RFC 3891 3): the tags as its far end sees them. */
export const replacesOf = ({ callId, localTag, remoteTag }: DialogName): string =>
  `${callId};to-tag=${remoteTag};from-tag=${localTag}`

/**
 * Refer-To (RFC 3515 2.1): the address of record in angle brackets, with Replaces in its headers where a dialog is to be taken over (RFC 3891 6).
 * Never a contact: an edge lets nothing but addresses of its own domain through.
 */
export const referTo = (target: string, dialog: DialogName | null): string =>
  dialog === null ? `<${target}>` : `<${target}?Replaces=${encodeURIComponent(replacesOf(dialog))}>`
