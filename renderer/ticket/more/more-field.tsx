import { useMemo } from 'react'
import {
  type MoreChoiceField,
  type MoreListField,
  type MoreField as MoreName,
  moreChoices,
  moreLists,
} from '#shared/ticket/more-values.ts'
import { parseOccurred } from '#shared/ticket/validation/occurred-time.ts'
import { formatMoment } from '../../i18n/format.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { clashesAt, FieldNotes } from '../field-notes.tsx'
import type { FormPart } from '../form-parts.ts'
import styles from '../ticket-form.module.css'
import { moreTexts } from './more.texts.ts'
import { createMoreSearch } from './more-choice.ts'
import { moreFault } from './more-fault.ts'
import { MoreList } from './more-list.tsx'
import { moreName } from './more-words.ts'

interface MoreFieldProps {
  readonly part: FormPart
  readonly field: MoreName
}

function ChoiceOfMore({ part, field }: { readonly part: FormPart; readonly field: MoreChoiceField }) {
  const t = useTexts(moreTexts)
  const language = useLanguage()
  const toSyllables = part.data?.toSyllables ?? null
  const search = useMemo(() => createMoreSearch(field, language, toSyllables), [field, language, toSyllables])
  const value = part.input.more[field] ?? ''
  return (
    <ComboBox
      label={t(field)}
      className={narrow(field)}
      aside={<FieldNotes part={part} field={field} />}
      description={clashesAt(part, field)}
      error={moreFault(t, part, field)}
      value={value === '' ? null : { id: value, path: [moreName(field, value, language)] }}
      search={search}
      inputRef={part.keep(field)}
      onChange={(option) => part.draft.setField(field, option?.id ?? '', 'typed')}
    />
  )
}

/** The firm's short values share one row. */
const quarters: readonly MoreName[] = ['enterpriseContact', 'industry', 'scale', 'zone']
const narrow = (field: MoreName) => (quarters.includes(field) ? styles.quarter : styles.third)

/** What the words about a time are by the calendar. */
function Parsed({ said, at }: { readonly said: string; readonly at: number }) {
  const t = useTexts(moreTexts)
  const found = parseOccurred(said, at)
  if (found === null) return null
  return <span className={styles.source}>{t('parsed', { time: formatMoment(found.from) })}</span>
}

const wide: readonly MoreName[] = ['demand', 'occurredAt', 'subjects', 'enterpriseName', 'uscc']

function TextOfMore({ part, field }: MoreFieldProps) {
  const t = useTexts(moreTexts)
  const value = part.input.more[field] ?? ''
  // What was said was said when it was written down.
  const at = part.draft.field(field)?.at
  return (
    <TextField
      label={t(field)}
      className={field === 'demand' ? styles.whole : wide.includes(field) ? styles.half : narrow(field)}
      required={field === 'enterpriseName' && part.input.callerKind === 'company'}
      type={field === 'phone2' ? 'tel' : 'text'}
      aside={
        <>
          {field === 'occurredAt' && at !== undefined && <Parsed said={value} at={at} />}
          <FieldNotes part={part} field={field} />
        </>
      }
      description={clashesAt(part, field)}
      placeholder={field === 'occurredAt' ? t('occurredHint') : undefined}
      error={moreFault(t, part, field)}
      value={value}
      maxLength={250}
      inputRef={part.keep(field)}
      onChange={(next) => part.draft.setField(field, next, 'typed')}
    />
  )
}

const isList = (field: MoreName): field is MoreListField => (moreLists as readonly string[]).includes(field)
const isChoice = (field: MoreName): field is MoreChoiceField => field in moreChoices

/** One of the further fields, by what its values are. */
export function MoreField({ part, field }: MoreFieldProps) {
  if (isList(field)) return <MoreList part={part} field={field} />
  return isChoice(field) ? <ChoiceOfMore part={part} field={field} /> : <TextOfMore part={part} field={field} />
}
