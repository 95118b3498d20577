import { type FormEvent, useState } from 'react'
import { type Audience, audienceKinds, type NoticeLevel, noticeLevels } from '#shared/notice/notice.ts'
import { type Role, roles } from '#shared/seat/seat-state.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { noticeTexts } from './notice.texts.ts'
import type { NoticeDesk, NoticeFault } from './notice-desk.ts'
import { fromLocalInput, toLocalInput } from './notice-time.rules.ts'
import styles from './publish-form.module.css'

const dayMs = 24 * 3_600_000

interface Draft {
  readonly title: string
  readonly text: string
  readonly level: NoticeLevel
  readonly kind: Audience['kind']
  readonly role: Role
  readonly among: string
  /** As a `datetime-local` control writes it. */
  readonly until: string
}

const blank = (): Draft => ({
  title: '',
  text: '',
  level: 'normal',
  kind: 'all',
  role: 'agent',
  among: '',
  until: toLocalInput(Date.now() + dayMs),
})

/** Whom the form says. */
function audienceOf({ kind, role, among }: Draft): Audience {
  if (kind === 'all') return { kind, among: [] }
  if (kind === 'roles') return { kind, among: [role] }
  const named = kind === 'team' ? [among] : among.split(/[,，、]/)
  return { kind, among: named.map((one) => one.trim()).filter((one) => one !== '') }
}

/** Where a lead or supervisor writes a notice. What was written stays until it is out. */
export function PublishForm({ desk }: { readonly desk: NoticeDesk }) {
  const t = useTexts(noticeTexts)
  const [draft, setDraft] = useState(blank)
  const [said, setSaid] = useState<'sent' | NoticeFault | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const publish = async (event: FormEvent) => {
    event.preventDefault()
    const until = fromLocalInput(draft.until)
    if (draft.title.trim() === '' || draft.text.trim() === '') return setSaid('text')
    if (until === null) return setSaid('until')
    setBusy(true)
    const { among, kind } = audienceOf(draft)
    const { title, text, level } = draft
    const fault = await desk.publish({
      title,
      text,
      level,
      audience: { kind, among: [...among] },
      until: until + desk.aheadMs(),
    })
    setBusy(false)
    setSaid(fault ?? 'sent')
    if (fault === null) setDraft(blank())
  }
  const words = said === null ? '' : t(said === 'sent' ? 'sent' : `fault.${said}`)
  return (
    <form className={styles.form} aria-label={t('publish')} onSubmit={(event) => void publish(event)}>
      <h2 className={styles.name}>{t('publish')}</h2>
      <TextField
        label={t('field.title')}
        required
        maxLength={80}
        value={draft.title}
        onChange={(title) => change({ title })}
      />
      <TextArea
        label={t('field.text')}
        required
        rows={5}
        maxLength={2000}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <AudienceFields draft={draft} change={change} />
      <p className={styles.say} role="status" data-fault={said !== null && said !== 'sent'}>
        {words}
      </p>
      <Button label={t('send')} type="submit" look="solid" disabledReason={busy ? t('sending') : undefined} />
    </form>
  )
}

interface AudienceFieldsProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

function AudienceFields({ draft, change }: AudienceFieldsProps) {
  const t = useTexts(noticeTexts)
  const { kind } = draft
  return (
    <div className={styles.pair}>
      <SelectField
        label={t('field.level')}
        value={draft.level}
        onChange={(level) => change({ level })}
        options={noticeLevels.map((value) => ({ value, label: t(`level.${value}`) }))}
      />
      <TextField
        label={t('field.until')}
        required
        type="datetime-local"
        value={draft.until}
        onChange={(until) => change({ until })}
      />
      <SelectField
        label={t('field.kind')}
        value={kind}
        onChange={(next) => change({ kind: next, among: '' })}
        options={audienceKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      {kind === 'roles' && (
        <SelectField
          label={t('field.role')}
          value={draft.role}
          onChange={(role) => change({ role })}
          options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
      )}
      {(kind === 'skills' || kind === 'team') && (
        <TextField
          label={t('field.among')}
          required
          description={t(`among.${kind}`)}
          maxLength={200}
          value={draft.among}
          onChange={(among) => change({ among })}
        />
      )}
    </div>
  )
}
