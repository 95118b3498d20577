import type { LegEndReason } from '#shared/telephony/leg-state.ts'

/** What a refusal of our INVITE means to a person (RFC 3261 21.4 to 21.6). */
export function reasonOfStatus(status: number): LegEndReason {
  if (status === 486 || status === 600) return 'busy'
  if (status === 603) return 'rejected'
  if (status === 408 || status === 480) return 'no-answer'
  if (status === 404 || status === 410 || status === 484 || status === 502 || status === 503 || status === 604)
    return 'unreachable'
  if (status === 401 || status === 403 || status === 407) return 'refused'
  if (status === 487) return 'cancelled'
  if (status === 488 || status === 415 || status === 606) return 'media'
  return 'failed'
}

/** Why an offered call was cancelled, by the Reason header of the CANCEL (RFC 3326): 200 is "completed elsewhere". */
export function reasonOfCancel(reason: string | undefined): LegEndReason {
  const cause = /(?:^|[;,\s])SIP\s*;[^,]*cause\s*=\s*(\d{3})/i.exec(reason ?? '')?.[1]
  if (cause === '200') return 'elsewhere'
  if (cause === '408' || cause === '480') return 'no-answer'
  return 'cancelled'
}
