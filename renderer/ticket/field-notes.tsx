import { type Clash, type NotedField, notedFields } from '#shared/ticket-draft/draft-notes.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatClock, formatMoment } from '../i18n/format.ts'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { factText } from './fact-text.ts'
import styles from './field-notes.module.css'
import type { FormPart } from './form-parts.ts'
import { personColour } from './person-colour.ts'
import { ticketTexts } from './ticket.texts.ts'

interface NotesProps {
  readonly part: FormPart
  readonly field: string
}

const noted = (field: string): NotedField | null => notedFields.find((name) => name === field) ?? null

/** Beside a field's label: who is in it now, and, once more than one has written, who changed it last and when. */
export function FieldNotes({ part, field }: NotesProps) {
  const t = useTexts(ticketTexts)
  const name = noted(field)
  if (name === null) return null
  const mark = part.together ? part.notes.marks[name] : undefined
  const here = part.people.filter((person) => person.field === name)
  if (!mark && here.length === 0) return null
  return (
    <span className={styles.notes}>
      {here.map((person) => (
        <span key={person.seat} className={styles.person} style={personColour(person.colour)}>
          <Chinese>{person.name}</Chinese>
        </span>
      ))}
      {mark && (
        <span className={styles.mark} title={`${mark.name} ${mark.by} · ${formatMoment(mark.at)}`}>
          <Chinese>{mark.by === part.draft.seat ? t('you') : mark.name}</Chinese> {formatClock(mark.at)}
        </span>
      )}
    </span>
  )
}

function ClashQuestion({ part, clash }: { readonly part: FormPart; readonly clash: Clash }) {
  const t = useTexts(ticketTexts)
  const language = useLanguage()
  const { draft, data } = part
  const say = (value: string | boolean) => factText(clash.field, value, { data, language, yes: t('yes'), no: t('no') })
  const stands = part.notes.marks[clash.field]
  const mine = clash.by === draft.seat
  const at = formatClock(mine ? (stands?.at ?? clash.at) : clash.at)
  const now = say(draft.field(clash.field)?.value ?? '')
  const value = say(clash.value)
  return (
    <span className={styles.clash} role="alert">
      <span>
        {mine
          ? t('clashMine', { name: stands?.name ?? '', at, theirs: now, mine: value })
          : t('clashTheirs', { name: clash.name, at, theirs: value, mine: now })}
      </span>
      <Button
        label={mine ? t('takeMineBack') : t('useTheirs')}
        size="small"
        onPress={() => draft.answerClash(clash, clash.value)}
      />
      <Button
        label={mine ? t('leaveTheirs') : t('keepMine')}
        size="small"
        look="quiet"
        onPress={() => draft.answerClash(clash, null)}
      />
    </span>
  )
}

/** At a field: values that were lost to another one unseen, until somebody has answered; undefined: none. */
export function clashesAt(part: FormPart, field: string) {
  const clashes = part.notes.clashes.filter((clash) => clash.field === field)
  if (clashes.length === 0) return undefined
  return clashes.map((clash) => <ClashQuestion key={clash.id} part={part} clash={clash} />)
}
