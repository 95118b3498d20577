import type { LegEndReason } from '#shared/telephony/leg-state.ts'

const byStatus: { readonly [R in LegEndReason]?: readonly number[] } = {
  busy: [486, 600],
  // 607, 608: unwanted (RFC 8197, 8688).
  rejected: [603, 607, 608],
  'no-answer': [408, 480],
  unreachable: [300, 301, 302, 305, 380, 404, 410, 416, 482, 483, 484, 485, 502, 503, 504, 604],
  refused: [401, 402, 403, 405, 407],
  cancelled: [487],
  media: [415, 488, 606],
}

/** Causes of the telephone network (ITU-T Q.850); what is not here says no more than that the call is over. */
const byCause: { readonly [R in LegEndReason]?: readonly number[] } = {
  busy: [17],
  rejected: [21],
  'no-answer': [18, 19, 20],
  unreachable: [1, 2, 3, 22, 27, 28],
  refused: [55, 57, 87],
  elsewhere: [26],
  media: [58, 65, 70, 79, 88],
  failed: [34, 38, 41, 42, 44, 47, 102],
}

const find = (table: typeof byStatus, code: number): LegEndReason | null =>
  (Object.keys(table) as LegEndReason[]).find((reason) => table[reason]?.includes(code)) ?? null

/** What a refusal of our INVITE means to a person (RFC 3261 21.3 to 21.6). */
export const reasonOfStatus = (status: number): LegEndReason => find(byStatus, status) ?? 'failed'

/** What the values of a Reason header (RFC 3326 2) say; null: nothing that a person could use. SIP's word goes before the network's. */
export function reasonOfHeader(header: string | undefined): LegEndReason | null {
  const bare = (header ?? '').replace(/"(?:[^"\\]|\\.)*"/g, '')
  const causes = bare
    .split(',')
    .map((value) => /^\s*([\w.]+)\s*(?=;).*;\s*cause\s*=\s*(\d{1,3})\s*(?:;|$)/i.exec(value))
  const codeOf = (protocol: string): number | null => {
    const code = causes.find((cause) => cause?.[1]?.toUpperCase() === protocol)?.[2]
    return code === undefined ? null : Number(code)
  }
  const sip = codeOf('SIP')
  if (sip !== null && sip >= 200 && sip < 300) return 'elsewhere'
  if (sip !== null && find(byStatus, sip)) return find(byStatus, sip)
  const network = codeOf('Q.850')
  return network === null ? null : find(byCause, network)
}

/** Why an offered call was cancelled: 200 is "completed elsewhere". */
export const reasonOfCancel = (header: string | undefined): LegEndReason => reasonOfHeader(header) ?? 'cancelled'

/** Why an answered call was ended by the other side. It was answered here: "elsewhere" and "nobody answered" can't be meant. */
export function reasonOfBye(header: string | undefined): LegEndReason {
  const reason = reasonOfHeader(header)
  return reason === 'media' || reason === 'failed' || reason === 'unreachable' ? reason : 'remote'
}
