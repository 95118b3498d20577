import { backendSchema } from '#shared/contract/host/address.schema.ts'

/** Where the sandbox is. */
export interface TrialAddress {
  /** Origin of the desk's backend, without a slash. */
  readonly backend: string
  /** WebSocket address of its SIP edge. */
  readonly sip: string
}

/** What the sandbox's program says of itself; server/sandbox/trial.ts is the other end. */
export type TrialAnswer =
  | { readonly kind: 'ready'; readonly address: TrialAddress }
  /** A sentence in English, for the log. */
  | { readonly kind: 'refused'; readonly sentence: string }

const longest = 500
const here = /^(https?|wss?):\/\/127\.0\.0\.1:\d{1,5}(\/|$)/

/** Reads a message of the child; null: it says nothing we know. A sandbox is on this computer or it is none. */
export function trialAnswer(message: unknown): TrialAnswer | null {
  if (typeof message !== 'object' || message === null) return null
  const { kind, url, sip, sentence } = message as Record<string, unknown>
  if (kind === 'refused') return { kind, sentence: typeof sentence === 'string' ? sentence.slice(0, longest) : '' }
  if (kind !== 'ready' || typeof sip !== 'string' || !here.test(sip)) return null
  const backend = backendSchema.safeParse(url)
  return backend.success && here.test(backend.data) ? { kind, address: { backend: backend.data, sip } } : null
}
