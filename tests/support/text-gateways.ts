import { sql } from 'kysely'
import type { OutgoingText, TextGateway } from '#server/ports/text-gateway.ts'
import type { Storage } from '#server/storage/query.ts'
import type { TextVerdict } from '#shared/message/text-outbox.rules.ts'

/** A gateway that says this, and what came to it. */
export function gatewayOf(
  say: (text: OutgoingText) => TextVerdict | Promise<TextVerdict>,
): TextGateway & { readonly came: readonly OutgoingText[] } {
  const came: OutgoingText[] = []
  return {
    came,
    async send(text) {
      came.push(text)
      return say(text)
    },
  }
}

/** No ticket, draft, text or trail is left. */
export async function forgetTickets({ db }: Pick<Storage, 'db'>): Promise<void> {
  await sql`alter table ticket_audit disable trigger ticket_audit_append_only`.execute(db)
  await sql`truncate text_messages, ticket_tasks, ticket_loops, tickets, ticket_draft_updates, ticket_drafts, ticket_counters,
    ticket_audit cascade`.execute(db)
  await sql`update ticket_audit_head set seq = 0, hash = ''`.execute(db)
  await sql`alter table ticket_audit enable trigger ticket_audit_append_only`.execute(db)
}
