import type { CommandName } from '#shared/contract/socket/commands.ts'
import type { CommandAck } from '#shared/contract/socket/envelope.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { createDraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import { openDraft } from '../../link/draft-doc.ts'
import { joinDraft } from '../../link/draft-people.ts'
import type { Link, LinkOutcome, SettledCommand } from '../../link/link-types.ts'
import type { SharedChange, TicketPorts } from '../../ticket/ticket-ports.ts'

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

const pageClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** The drafts of others; what this computer keeps of those that are not shared any more is let go of. */
function followShared(link: Pick<Link, 'subscribe' | 'drafts' | 'leave'>, listener: (change: SharedChange) => void) {
  return link.subscribe('shared-drafts', (change) => {
    listener(change)
    if (change.kind !== 'snapshot') return
    void link.drafts().then((kept) => {
      for (const { draftId, guest } of kept) if (guest && !change.rows.has(draftId)) link.leave(draftId)
    })
  })
}

/** What the ticket column needs, from the link of this seat. */
export function ticketPorts(link: Link, seat: string, own: boolean): TicketPorts {
  return {
    own,
    async openDraft(draftId, callId, guest) {
      const open = await openDraft(link, { draftId, callId, guest })
      const { docs, server } = open
      const binding = createDraftBinding({ draftId, callId, seat, docs, server, now: () => Date.now() })
      return {
        ...binding,
        dispose() {
          binding.dispose()
          open.close()
        },
      }
    },
    async keptDrafts() {
      const kept = (await link.drafts()).filter(({ guest }) => !guest)
      return kept.map(({ submitting, draftId, callId }) => ({
        draftId,
        callId,
        submitting: submitting === null ? null : settlementOf(link, submitting),
      }))
    },
    onSubmitAnswer: (listener) =>
      link.onSettled(({ name, draftId, outcome }) => {
        if (name === 'ticket.submit' && draftId !== null) listener(draftId, ackOf(outcome))
      }),
    onDrafts: (listener) => (own ? link.subscribe('drafts', listener) : () => {}),
    onShared: (listener) => followShared(link, listener),
    leave: link.leave,
    forgetRefused(draftId) {
      for (const refused of link.status.get().refused) if (refused.draftId === draftId) link.dismiss(refused.key)
    },
    joinPeople: (draftId, guest) => joinDraft({ link, clock: pageClock, seat, draftId, guest }),
    async send(name, payload) {
      const outcome = await link.command(name, payload)
      // In line: the worker tells the end later, in a message of its own.
      return outcome.ok && outcome.result === null ? settlementOf(link, outcome.key) : ackOf(outcome)
    },
    newDraftId: () => crypto.randomUUID(),
  }
}
