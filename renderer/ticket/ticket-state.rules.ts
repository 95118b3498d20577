import type { LinkStatus } from '#shared/contract/link/worker-messages.ts'
import type { TabPhase } from './ticket-desk.store.ts'

/** What the ticket's state line says. */
export type TicketStateWords =
  | { readonly say: 'saved' | 'in-step' }
  | { readonly say: 'waiting'; readonly count: number }
  | { readonly say: 'submitted'; readonly ticketNo: string }

/**
 * Submitted once the server has said so. Else by the link: all acknowledged is in step; with the network away, how much waits for it;
 * with it there, what is under way is on this computer already.
 */
export function ticketState(
  phase: TabPhase | null,
  link: Pick<LinkStatus, 'network' | 'waiting'> | null,
): TicketStateWords {
  if (phase?.kind === 'submitted') return { say: 'submitted', ticketNo: phase.ticketNo }
  if (link === null) return { say: 'saved' }
  if (link.waiting > 0 && link.network !== 'online') return { say: 'waiting', count: link.waiting }
  return link.waiting === 0 && link.network === 'online' ? { say: 'in-step' } : { say: 'saved' }
}
