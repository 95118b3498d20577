import type { CommandName } from '#shared/contract/socket/commands.ts'
import type { CommandAck } from '#shared/contract/socket/envelope.ts'
import { createDraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import { openDraft } from '../../link/draft-doc.ts'
import type { Link, LinkOutcome, SettledCommand } from '../../link/link-types.ts'
import type { TicketPorts } from '../../ticket/ticket-ports.ts'

const ackOf = (outcome: LinkOutcome<CommandName> | SettledCommand['outcome']): CommandAck => {
  if (outcome.ok) return { ok: true, result: outcome.result }
  const reason = outcome.reason === 'expired' ? 'unavailable' : outcome.reason
  return { ok: false, reason, faults: [...outcome.faults] }
}

/** Waits for the server's last word on a durable command, however late. */
const settlementOf = (link: Pick<Link, 'onSettled'>, key: string): Promise<CommandAck> =>
  new Promise((resolve) => {
    const stop = link.onSettled((settled) => {
      if (settled.key !== key) return
      stop()
      resolve(ackOf(settled.outcome))
    })
  })

/** What the ticket column needs, from the link of this seat. */
export function ticketPorts(link: Link, seat: string): TicketPorts {
  return {
    async openDraft(draftId, callId) {
      const open = await openDraft(link, { draftId, callId })
      const binding = createDraftBinding({ draftId, callId, seat, docs: open.docs, now: () => Date.now() })
      return {
        ...binding,
        dispose() {
          binding.dispose()
          open.close()
        },
      }
    },
    async keptDrafts() {
      const kept = await link.drafts()
      return kept.map(({ submitting, ...draft }) => ({
        ...draft,
        submitting: submitting === null ? null : settlementOf(link, submitting),
      }))
    },
    onSubmitAnswer: (listener) =>
      link.onSettled(({ name, draftId, outcome }) => {
        if (name === 'ticket.submit' && draftId !== null) listener(draftId, ackOf(outcome))
      }),
    onDrafts: (listener) => link.subscribe('drafts', listener),
    async send(name, payload) {
      const outcome = await link.command(name, payload)
      // In line: the worker tells the end later, in a message of its own.
      return outcome.ok && outcome.result === null ? settlementOf(link, outcome.key) : ackOf(outcome)
    },
    newDraftId: () => crypto.randomUUID(),
  }
}
