import { useTexts } from '../i18n/use-texts.ts'
import { TextField } from '../ui/text-field.tsx'
import type { FormPart } from './form-parts.ts'
import { ticketTexts } from './ticket.texts.ts'
import { faultText } from './ticket-faults.ts'
import styles from './ticket-form.module.css'

interface ShortFieldProps {
  readonly part: FormPart
  readonly field: 'name' | 'phone' | 'address'
  readonly required?: boolean
  readonly className?: string | undefined
}

/** What a guest may know of the citizen: the server masks it, and there is nothing else to show. */
function MaskedField({ part, field, className }: ShortFieldProps) {
  const t = useTexts(ticketTexts)
  const known = field === 'address' ? '' : (part.shared?.caller[field] ?? '')
  return (
    <TextField
      label={t(field)}
      className={className}
      value={known}
      placeholder={known === '' ? t('hiddenFromYou') : undefined}
      onChange={() => {}}
      readOnly
    />
  )
}

/** A short text of the person's document; says where a value came from that nobody typed. */
export function ShortField({ part, field, required, className }: ShortFieldProps) {
  const t = useTexts(ticketTexts)
  if (part.shared !== null) return <MaskedField part={part} field={field} className={className} />
  const fromCall = part.draft.field(field)?.source === 'call' && part.input[field] !== ''
  return (
    <TextField
      label={t(field)}
      required={required}
      className={className}
      type={field === 'phone' ? 'tel' : 'text'}
      error={faultText(t, part.faults, field)}
      value={part.input[field]}
      maxLength={field === 'phone' ? 40 : 200}
      aside={
        <>
          {fromCall && <span className={styles.source}>{t('fromCall')}</span>}
          {field === 'phone' && part.input.phone.trim() !== '' && (
            <span className={styles.beside}>{part.besidePhone?.(part.input.phone)}</span>
          )}
        </>
      }
      inputRef={part.keep(field)}
      onChange={(value) => part.draft.setField(field, value, 'typed')}
    />
  )
}
