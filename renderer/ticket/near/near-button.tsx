import { useState } from 'react'
import type { Near, NearRow } from '#shared/contract/rest/near.schema.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { formatMoment } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { choiceTexts } from '../choice.texts.ts'
import type { FormPart } from '../form-parts.ts'
import styles from './near.module.css'
import { nearTexts } from './near.texts.ts'
import type { DraftAdvice } from './near-desk.ts'
import { useNear } from './use-near.ts'

/** At the form's foot, where nothing moves for it: what is already known of the same. A press opens it. */
export function NearButton({ part, advice }: { readonly part: FormPart; readonly advice: DraftAdvice }) {
  const t = useTexts(nearTexts)
  const [open, setOpen] = useState(false)
  const { near, reread } = useNear(advice, part.draft.draftId, part.input)
  if (near === null) return null
  const { repeats, similar, group, falselyClosed } = near
  const said = [
    repeats.length > 0 && t('repeats', { count: repeats.length }),
    similar.length > 0 && t('similar', { count: similar.length }),
    group !== null && t('group', { count: group }),
    falselyClosed !== null && t('falselyClosed'),
  ].filter((one) => one !== false)
  if (said.length === 0) return null
  return (
    <>
      <span className={styles.found} role="status">
        <Button
          label={said.join(' · ')}
          hint={t('title')}
          size="small"
          aria-haspopup="dialog"
          onPress={() => setOpen(true)}
        />
      </span>
      <Dialog title={t('title')} size="large" isOpen={open} onClose={() => setOpen(false)}>
        <NearList near={near} part={part} advice={advice} onActed={reread} />
      </Dialog>
    </>
  )
}

interface NearListProps {
  readonly near: Near
  readonly part: FormPart
  readonly advice: DraftAdvice
  readonly onActed: () => void
}

/** What is near, with the three acts: urge, add to, link. */
function NearList({ near, part, advice, onActed }: NearListProps) {
  const t = useTexts(nearTexts)
  const [note, setNote] = useState('')
  const [said, setSaid] = useState('')
  const { draftId } = part.draft
  const act = async (name: 'urge' | 'supplement' | 'link', ticketNo: string) => {
    if (name === 'supplement' && note.trim().length < 2) return setSaid(t('noteMissing'))
    const answer =
      name === 'link'
        ? await advice.link({ draftId, ticketNo })
        : await advice.callAgain({ draftId, ticketNo, act: { act: name, note } })
    const done = { urge: 'urged', supplement: 'supplemented', link: 'linkDone' } as const
    setSaid(answer.ok ? t(done[name], { ticketNo }) : t('refused', { ticketNo }))
    if (answer.ok) onActed()
  }
  const group = (title: string, rows: readonly NearRow[]) =>
    rows.length > 0 && (
      <section aria-label={title}>
        <h3 className={styles.heading}>{title}</h3>
        <ul className={styles.rows}>
          {rows.map((row) => (
            <Row key={row.ticketNo} row={row} part={part} onAct={(name) => void act(name, row.ticketNo)} />
          ))}
        </ul>
      </section>
    )
  return (
    <div className={styles.list}>
      {near.group !== null && <p className={styles.alert}>{t('groupSay', { count: near.group })}</p>}
      {near.falselyClosed !== null && (
        <p className={styles.alert}>{t('falselySay', { ticketNo: near.falselyClosed })}</p>
      )}
      <TextField label={t('note')} description={t('noteHint')} value={note} onChange={setNote} maxLength={500} />
      <p role="status" className={styles.said}>
        {said}
      </p>
      {group(t('sameNumber'), near.repeats)}
      {group(t('sameMatter'), near.similar)}
    </div>
  )
}

interface RowProps {
  readonly row: NearRow
  readonly part: FormPart
  readonly onAct: (name: 'urge' | 'supplement' | 'link') => void
}

function Row({ row, part, onAct }: RowProps) {
  const t = useTexts(nearTexts)
  const c = useTexts(choiceTexts)
  const { data } = part
  const where = data?.places.get(row.place)?.path.join(' / ') ?? row.place
  const what = data?.matters.get(row.matter)?.path.at(-1) ?? row.matter
  const facts = [
    c(`status.${row.status}`),
    row.own && t('own'),
    row.dueAt !== null && t('due', { at: formatMoment(row.dueAt) }),
    row.alike !== null && t('alike', { alike: row.alike }),
    formatMoment(row.submittedAt),
  ].filter(Boolean)
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <strong className={styles.name}>
          <Chinese>{row.title === '' ? t('hidden') : row.title}</Chinese>
        </strong>
        <span className={styles.soft}>
          {row.ticketNo} · <Chinese>{`${what} · ${where}`}</Chinese>
        </span>
        <span className={styles.soft}>{facts.join(' · ')}</span>
      </div>
      <div className={styles.acts}>
        {row.open && <Button label={t('urge')} size="small" onPress={() => onAct('urge')} />}
        {row.open && <Button label={t('supplement')} size="small" onPress={() => onAct('supplement')} />}
        <Button
          label={t(row.linked ? 'linked' : 'link')}
          size="small"
          aria-pressed={row.linked}
          onPress={() => !row.linked && onAct('link')}
        />
      </div>
    </li>
  )
}
