import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import { type DraftField, personFields } from '#shared/ticket-draft/draft-fields.ts'

/** What a second ticket of the same talk has in common with the first: the citizen, his firm, the place. */
const common: readonly DraftField[] = [
  ...personFields,
  'place',
  'confidential',
  'enterpriseName',
  'uscc',
  'industry',
  'scale',
  'zone',
]

/** Takes over what a draft that is parted from another (拆单) has in common with it, and notes the first of the group. */
export function takeOver(from: DraftBinding, to: DraftBinding): void {
  for (const field of common) {
    const known = from.field(field)
    if (known !== null && known.value !== '' && to.field(field) === null)
      to.setField(field, known.value, known.source === 'call' ? 'call' : 'suggestion:split')
  }
  to.setField('splitOf', from.input().more.splitOf ?? from.draftId, 'suggestion:split')
}
