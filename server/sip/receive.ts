import type { NewId } from '#shared/kit/clock.ts'
import { parseSip } from './message/parse.ts'
import { respondTo } from './message/respond.ts'
import { serialiseSip } from './message/serialise.ts'
import type { Transactions } from './transaction/transactions.ts'
import type { Flow } from './transport/flow.ts'

/**
 * Takes what a connection brought: a message goes to the transactions, a keep-alive gets its pong (RFC 5626 3.5.1),
 * a bad request its 4xx or 5xx, a bad response is dropped, anything else ends the connection.
 */
export function receiveText(flow: Flow, text: string | null, transactions: Transactions, newId: NewId): void {
  if (text === null) {
    flow.close('bad')
    return
  }
  const parsed = parseSip(text)
  if (parsed.kind === 'blank') {
    if (text === '\r\n\r\n') flow.send('\r\n')
    return
  }
  if (parsed.kind === 'bad') {
    if (parsed.request?.kind === 'request') {
      const given = { status: parsed.status, reason: parsed.reason }
      flow.send(serialiseSip(respondTo(parsed.request, given, newId())))
    } else if (!parsed.harmless) flow.close(parsed.status === 413 ? 'too-big' : 'bad')
    return
  }
  if (parsed.message.kind === 'request') transactions.receiveRequest(flow, parsed.message)
  else transactions.receiveResponse(flow, parsed.message)
}
