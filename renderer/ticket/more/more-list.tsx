import { useMemo } from 'react'
import { listOf, type MoreListField } from '#shared/ticket/more-values.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import type { ComboBoxSearch } from '../../ui/use-combo-box.ts'
import { clashesAt, FieldNotes } from '../field-notes.tsx'
import type { FormPart } from '../form-parts.ts'
import styles from '../ticket-form.module.css'
import { ChosenValues } from './chosen-values.tsx'
import { moreTexts } from './more.texts.ts'
import { createMoreSearch } from './more-choice.ts'
import { moreFault } from './more-fault.ts'
import { moreText } from './more-words.ts'

interface MoreListProps {
  readonly part: FormPart
  readonly field: MoreListField
}

/** A field of several values: what is chosen is added, and each can be taken off. */
export function MoreList({ part, field }: MoreListProps) {
  const t = useTexts(moreTexts)
  const language = useLanguage()
  const { data, draft } = part
  const values = listOf(part.input.more[field])
  const search = useMemo((): ComboBoxSearch => {
    if (field !== 'coUnits' && field !== 'ccUnits') return createMoreSearch(field, language, data?.toSyllables ?? null)
    return (query, limit) => data?.units.search(query, limit).map(({ id, path }) => ({ id, path })) ?? []
  }, [field, language, data])
  const set = (next: readonly string[]) => draft.setField(field, next.join(','), 'typed')
  return (
    <ComboBox
      label={t(field)}
      className={styles.half}
      aside={<FieldNotes part={part} field={field} />}
      description={
        values.length === 0 ? (
          clashesAt(part, field)
        ) : (
          <>
            {clashesAt(part, field)}
            <ChosenValues
              values={values}
              nameOf={(one) => moreText(field, one, { data, language })}
              onDrop={(one) => set(values.filter((other) => other !== one))}
            />
          </>
        )
      }
      error={moreFault(t, part, field)}
      value={null}
      search={search}
      inputRef={part.keep(field)}
      onChange={(option) => {
        if (option && !values.includes(option.id)) set([...values, option.id])
      }}
    />
  )
}
