import type { ExportFilter } from '#shared/contract/rest/exports.schema.ts'
import { noNarrowing } from '#shared/contract/rest/narrowing.schema.ts'
import type { TicketFilter } from '../loop/ticket-views.rules.ts'

/** The list as it is seen, as a file is asked for. */
export const exportFilter = (
  q: string,
  { status = [], due, supervised, within = noNarrowing }: TicketFilter,
): ExportFilter => ({
  q,
  status,
  due: due ?? null,
  supervised: supervised === 'yes',
  within,
})
