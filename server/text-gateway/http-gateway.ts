import type { TextVerdict } from '#shared/message/text-outbox.rules.ts'
import type { TextGateway } from '../ports/text-gateway.ts'

/** A site's gateway of text messages. */
export interface HttpGatewayPlace {
  /** `https://…`, or `http://` on this machine. */
  readonly url: string
  readonly secret: string
  /** Without an answer for so long it counts as unreachable, ms. */
  readonly limitMs: number
}

/** Statuses that say "not now" (RFC 9110 15.5.9, RFC 6585 4). */
const later: readonly number[] = [408, 429]

function verdictOf(status: number): TextVerdict {
  if (status >= 200 && status < 300) return 'sent'
  return status >= 400 && status < 500 && !later.includes(status) ? 'refused' : 'unreachable'
}

/** POSTs each text as JSON `{to, text}` with its id as Idempotency-Key. A redirection is not followed: number, text and secret go to the one address. */
export function createHttpGateway({ url, secret, limitMs }: HttpGatewayPlace): TextGateway {
  return {
    async send({ id, to, text }) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': id,
            authorization: `Bearer ${secret}`,
          },
          body: JSON.stringify({ to, text }),
          redirect: 'manual',
          signal: AbortSignal.timeout(limitMs),
        })
        await answer.body?.cancel()
        return verdictOf(answer.status)
      } catch {
        return 'unreachable'
      }
    },
  }
}
