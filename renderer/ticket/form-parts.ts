import type { ReactNode, RefCallback, RefObject } from 'react'
import type { FieldFault } from '#shared/contract/socket/envelope.ts'
import type { DraftPersonRow, SharedDraftRow } from '#shared/contract/socket/topics.ts'
import type { TicketField } from '#shared/ticket/ticket-values.ts'
import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import type { DraftInput } from '#shared/ticket-draft/draft-fields.ts'
import type { DraftNotes } from '#shared/ticket-draft/draft-notes.ts'
import type { AttachmentDesk } from './attachment/attachment-desk.ts'
import type { DraftAdvice } from './near/near-desk.ts'
import type { TicketData } from './ticket-data.ts'

/** What stands beside a telephone number that can be read, e.g. a button that rings it. */
export type BesidePhone = (number: string) => ReactNode

/** The files of the draft. */
export interface FormFiles {
  readonly desk: AttachmentDesk
  /** Whether the server is reached. */
  readonly online: boolean
  /** The part of the page that files may be dropped on and pasted into. */
  readonly into?: RefObject<HTMLElement | null>
}

/** What every part of the form works with. */
export interface FormPart {
  readonly draft: DraftBinding
  readonly input: DraftInput
  /** null while it loads: what is typed is found when it is there. */
  readonly data: TicketData | null
  readonly faults: readonly FieldFault[]
  readonly notes: DraftNotes
  /** Who else is in the draft. */
  readonly people: readonly DraftPersonRow[]
  /** More than one has written, or may: changes show their author. */
  readonly together: boolean
  /** Of another seat's draft: the citizen as far as this seat may know, masked on the server. */
  readonly shared: SharedDraftRow | null
  readonly besidePhone?: BesidePhone | undefined
  /** What the server says of the draft; not for who only joins in. */
  readonly advice?: DraftAdvice | undefined
  readonly files?: FormFiles | undefined
  /** Keeps a field's control, to focus it when it is the first with a fault. */
  keep(field: TicketField): RefCallback<HTMLElement>
}
