import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import type { FormPart } from './form-parts.ts'
import { ticketTexts } from './ticket.texts.ts'
import styles from './ticket-form.module.css'

/** The unit that matter and place lead to, as long as none is chosen; one press takes it. */
export function UnitSuggestion({ part }: { readonly part: FormPart }) {
  const t = useTexts(ticketTexts)
  const { input, data, draft } = part
  const unit = data?.unitFor(input.matter, input.place) ?? null
  if (unit === null || input.leadUnit !== '' || input.handling !== 'dispatch') return null
  return (
    <button
      type="button"
      className={styles.suggestion}
      onClick={() => draft.setField('leadUnit', unit.id, 'suggestion:catalogue')}
    >
      <Chinese>{t('take', { name: unit.name })}</Chinese>
    </button>
  )
}
