import { maskPrivateNumbers, privateNumberIn } from '#shared/ticket/private-text.ts'
import type { DraftBinding } from '#shared/ticket-draft/draft-binding.ts'
import { type DraftInput, draftTexts } from '#shared/ticket-draft/draft-fields.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { useKey } from '../../ui/keys/use-key.ts'
import { moreTexts } from './more.texts.ts'

interface DraftToolsProps {
  readonly draft: DraftBinding
  readonly input: DraftInput
  /** null: of another seat's draft, which is not this one's to part. */
  readonly onSplit: (() => void) | null
  /** Others may only read it. */
  readonly readOnly: boolean
}

/** What one key does with the whole draft: part it in two, and write stars over full id and card numbers. */
export function DraftTools({ draft, input, onSplit, readOnly }: DraftToolsProps) {
  const t = useTexts(moreTexts)
  const found = readOnly ? [] : draftTexts.filter((name) => privateNumberIn(input[name]) !== null)
  const mask = () => {
    for (const name of found) draft.setText(name, maskPrivateNumbers(draft.input()[name]))
  }
  const maskKey = useKey('mask-numbers', mask, found.length === 0 ? t('nothingToMask') : undefined)
  const splitKey = useKey('split-ticket', () => onSplit?.(), onSplit === null ? t('nothingToSplit') : undefined)
  return (
    <>
      {onSplit && <Button label={t('split')} look="quiet" keyHint={splitKey} onPress={onSplit} />}
      {found.length > 0 && <Button label={t('mask')} look="plain" keyHint={maskKey} onPress={mask} />}
    </>
  )
}
