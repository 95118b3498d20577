import { useTexts } from '../i18n/use-texts.ts'
import { CloseIcon } from '../ui/icons/marks.tsx'
import type { FormPart } from './form-parts.ts'
import { ticketTexts } from './ticket.texts.ts'
import styles from './ticket-form.module.css'

/** The knowledge entries the answer rests on, by id; each can be taken off. */
export function KnowledgeUsed({ part }: { readonly part: FormPart }) {
  const t = useTexts(ticketTexts)
  const { kbRefs } = part.input
  if (kbRefs.length === 0) return null
  return (
    <ul className={styles.used} aria-label={t('kbRefs')}>
      {kbRefs.map((id) => (
        <li key={id} className={styles.ref}>
          {id}
          <button
            type="button"
            className={styles.drop}
            aria-label={t('dropKb', { id })}
            onClick={() => part.draft.removeKbRef(id)}
          >
            <CloseIcon />
          </button>
        </li>
      ))}
    </ul>
  )
}
