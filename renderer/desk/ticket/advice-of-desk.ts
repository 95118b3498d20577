import { createDispatchDesk } from '../../ticket/dispatch/dispatch-desk.ts'
import { createDraftAdvice, type DraftAdvice } from '../../ticket/near/near-desk.ts'
import type { Desk } from '../open-desk.ts'

/** What a desk is told of a draft while it is written; for who writes tickets alone. */
export function adviceOfDesk({
  link,
  session,
  token,
}: Pick<Desk, 'link' | 'session' | 'token'>): DraftAdvice | undefined {
  if (session.role !== 'agent' && session.role !== 'lead') return undefined
  const web = { fetch: (...request: Parameters<typeof fetch>) => fetch(...request), origin: '', token }
  const { explain } = createDispatchDesk({ ...web, send: (file) => link.command('dispatch.import', file) })
  return createDraftAdvice({
    ...web,
    explain,
    async callAgain(payload) {
      const outcome = await link.command('ticket.call-again', payload)
      return outcome.ok ? { ok: true } : outcome
    },
    async link(payload) {
      const outcome = await link.command('draft.link', payload)
      return outcome.ok ? { ok: true } : outcome
    },
  })
}
