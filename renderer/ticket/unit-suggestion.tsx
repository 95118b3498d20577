import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { useRuledUnit } from './dispatch/use-ruled-unit.ts'
import type { FormPart } from './form-parts.ts'
import { ticketTexts } from './ticket.texts.ts'
import styles from './ticket-form.module.css'

/** The unit that matter and place lead to, as long as none is chosen; one press takes it. */
export function UnitSuggestion({ part }: { readonly part: FormPart }) {
  const t = useTexts(ticketTexts)
  const { input, draft } = part
  const unit = useRuledUnit(part)
  if (unit === null || input.leadUnit !== '' || input.handling !== 'dispatch') return null
  return (
    <button
      type="button"
      className={styles.suggestion}
      title={unit.basis}
      onClick={() => draft.setField('leadUnit', unit.id, 'suggestion:catalogue')}
    >
      <Chinese>{t('take', { name: unit.name })}</Chinese>
    </button>
  )
}
