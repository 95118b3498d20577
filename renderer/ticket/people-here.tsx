import type { DraftPersonRow } from '#shared/contract/socket/topics.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { useFieldName } from './field-name.ts'
import styles from './field-notes.module.css'
import { personColour } from './person-colour.ts'
import { ticketTexts } from './ticket.texts.ts'

/** Who else is in the draft. */
export function PeopleHere({ people }: { readonly people: readonly DraftPersonRow[] }) {
  const t = useTexts(ticketTexts)
  const nameOf = useFieldName()
  if (people.length === 0) return null
  return (
    <ul className={styles.people} aria-label={t('peopleHere')}>
      {people.map(({ seat, name, colour, field }) => (
        <li key={seat} className={styles.person} style={personColour(colour)}>
          <Chinese>{name}</Chinese>
          {field !== null && ` · ${nameOf(field)}`}
        </li>
      ))}
    </ul>
  )
}
