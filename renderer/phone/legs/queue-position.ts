/** Place in the queue from a 182 Queued (RFC 3261 21.1.4): its own header, or the number in the reason phrase. */
export function queuePosition(header: string | undefined, reasonPhrase: string | undefined): number | null {
  const digits = /\d{1,6}/.exec(header ?? '')?.[0] ?? /\d{1,6}/.exec(reasonPhrase ?? '')?.[0]
  return digits === undefined ? null : Number(digits)
}
