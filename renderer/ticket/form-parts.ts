import type { ReactNode, RefCallback } from 'react'
import type { FieldFault } from '#shared/contract/socket/envelope.ts'
import type { TicketField } from '#shared/ticket/ticket-values.ts'
import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import type { TicketData } from './ticket-data.ts'

/** What stands beside a telephone number that can be read, e.g. a button that rings it. */
export type BesidePhone = (number: string) => ReactNode

/** What every part of the form works with. */
export interface FormPart {
  readonly draft: DraftBinding
  readonly input: DraftInput
  /** null while it loads: what is typed is found when it is there. */
  readonly data: TicketData | null
  readonly faults: readonly FieldFault[]
  readonly besidePhone?: BesidePhone | undefined
  /** Keeps a field's control, to focus it when it is the first with a fault. */
  keep(field: TicketField): RefCallback<HTMLElement>
}
