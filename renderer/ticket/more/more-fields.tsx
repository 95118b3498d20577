import { useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import type { FormPart } from '../form-parts.ts'
import styles from './more.module.css'
import { moreTexts } from './more.texts.ts'
import { MoreField } from './more-field.tsx'
import { fieldsOf, givenOf, type MoreGroup } from './more-groups.rules.ts'

interface GroupProps {
  readonly part: FormPart
  readonly group: MoreGroup
}

/** One group of further fields behind its heading; it opens by itself where something in it is to be corrected. */
function Group({ part, group }: GroupProps) {
  const t = useTexts(moreTexts)
  const [opened, setOpened] = useState(false)
  const fields = fieldsOf(group, part.input, part.shared !== null)
  if (fields.length === 0) return null
  const given = givenOf(fields, part.input.more)
  const faulty = part.faults.some(({ field }) => (fields as readonly string[]).includes(field))
  return (
    <details className={styles.group} open={opened || faulty} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary className={styles.summary}>
        {t(`group.${group}`)}
        {given > 0 && <span className={styles.given}>{t('given', { count: given })}</span>}
      </summary>
      <div className={styles.fields}>
        {fields.map((field) => (
          <MoreField key={field} part={part} field={field} />
        ))}
      </div>
    </details>
  )
}

/** The firm a ticket is about: shown where it is about one. */
export function EnterpriseFields({ part }: { readonly part: FormPart }) {
  const t = useTexts(moreTexts)
  const fields = fieldsOf('enterprise', part.input, part.shared !== null)
  if (fields.length === 0) return null
  return (
    <section className={styles.enterprise} aria-label={t('group.enterprise')}>
      {fields.map((field) => (
        <MoreField key={field} part={part} field={field} />
      ))}
    </section>
  )
}

/** What is asked only now and then, behind a heading each. */
export function MoreFields({ part }: { readonly part: FormPart }) {
  return (
    <div className={styles.groups}>
      <Group part={part} group="caller" />
      <Group part={part} group="matter" />
      <Group part={part} group="handling" />
    </div>
  )
}
