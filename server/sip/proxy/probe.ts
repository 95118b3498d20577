import type { Transactions } from '../transaction/transactions.ts'
import type { Flow } from '../transport/flow.ts'
import { type Dialog, type Party, requestTo } from './dialog.ts'

interface ProbeParts {
  readonly transactions: Pick<Transactions, 'send'>
  known(dialog: Dialog, party: Party, flow: Flow): void
  unknown(dialog: Dialog, party: Party): void
}

/**
 * Asks a party that was lost and registers again whether the user agent there still knows the dialog: a reloaded page registers as well,
 * but answers 481. CSeq 0 disturbs no sequence: an end that has counted further answers 500 and thereby that it is there (RFC 3261 12.2.2).
 */
export const createProbe =
  ({ transactions, known, unknown }: ProbeParts) =>
  (dialog: Dialog, party: Party, flow: Flow): void => {
    transactions.send(flow, requestTo(dialog, party, 'OPTIONS', 0), {
      response({ status }) {
        if (!party.stopGrace) return
        if (status === 481) unknown(dialog, party)
        else if (status >= 200 && status !== 404 && status !== 408) known(dialog, party, flow)
      },
      failed() {},
    })
  }
