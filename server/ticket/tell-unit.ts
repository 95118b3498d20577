import type { TicketCase } from '#shared/ticket/ticket-case.ts'
import { urgencyNames } from '#shared/ticket/ticket-names.ts'
import type { UnitTexts } from '../ports/unit-texts.ts'
import type { Tx } from '../storage/query.ts'

/**
 * Tells the unit's lead of a dispatch, whoever or whatever dispatched: in the transaction of the act. Once the ticket waits for its signature
 * no more (signed, returned, withdrawn, voided), a text that is still to be sent would tell what holds no longer.
 */
export async function tellUnit(
  tx: Tx,
  { before, after }: { readonly before: TicketCase; readonly after: TicketCase },
  texts: Pick<UnitTexts, 'dispatched' | 'recalled'>,
): Promise<void> {
  const { ticketNo, rev, unit, changedAt: at } = after
  if (before.status === 'TO_SIGN' && after.status !== 'TO_SIGN') await texts.recalled(tx, ticketNo, at)
  if (before.status !== 'TO_DISPATCH' || after.status !== 'TO_SIGN' || unit === null) return
  const urgency = urgencyNames[after.urgency]
  await texts.dispatched(tx, { ticketNo, rev, unit, urgency, signBy: after.sign?.due ?? null, at })
}
