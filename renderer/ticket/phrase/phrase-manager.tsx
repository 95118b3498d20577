import { type FormEvent, useState } from 'react'
import { type Phrase, type PhraseKind, phraseKinds } from '#shared/ticket/phrase/phrase.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './phrase.module.css'
import { phraseTexts } from './phrase.texts.ts'
import type { PhraseDesk, PhraseFault } from './phrase-desk.ts'

interface PhraseManagerProps {
  readonly desk: PhraseDesk
  readonly phrases: readonly Phrase[]
  /** The matter of the draft: a phrase may be for it alone. */
  readonly matter: { readonly code: string; readonly name: string } | null
}

const blank = { title: '', text: '', kind: 'content' as PhraseKind, scope: 'own' as 'own' | 'site', ofMatter: false }

/** Where a seat keeps its own phrases, and a lead the hall's. */
export function PhraseManager({ desk, phrases, matter }: PhraseManagerProps) {
  const t = useTexts(phraseTexts)
  const [draft, setDraft] = useState(blank)
  const [said, setSaid] = useState<'kept' | 'dropped' | PhraseFault | null>(null)
  const change = (part: Partial<typeof blank>) => setDraft((before) => ({ ...before, ...part }))
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    const { title, text, kind, scope, ofMatter } = draft
    if (title.trim() === '' || text.trim() === '') return setSaid('bad-input')
    const code = ofMatter && matter !== null ? matter.code : ''
    const fault = await desk.keep({ phraseId: desk.newId(), scope, kind, title, text, matter: code, type: '' })
    setSaid(fault ?? 'kept')
    if (fault === null) setDraft(blank)
  }
  const drop = async (phraseId: string) => setSaid((await desk.drop(phraseId)) ?? 'dropped')
  const mine = phrases.filter(({ scope }) => scope === 'own' || (scope === 'site' && desk.isLead))
  return (
    <div className={styles.manager}>
      <form className={styles.form} aria-label={t('new')} onSubmit={(event) => void keep(event)}>
        <TextField
          label={t('field.title')}
          required
          maxLength={40}
          value={draft.title}
          onChange={(title) => change({ title })}
        />
        <TextArea
          label={t('field.text')}
          required
          maxLength={1000}
          description={t('textHint')}
          value={draft.text}
          onChange={(text) => change({ text })}
        />
        <div className={styles.row}>
          <SelectField
            label={t('field.kind')}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
            options={phraseKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          {desk.isLead && (
            <SelectField
              label={t('field.scope')}
              value={draft.scope}
              onChange={(scope) => change({ scope })}
              options={(['own', 'site'] as const).map((value) => ({ value, label: t(`scope.${value}`) }))}
            />
          )}
        </div>
        {matter && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={draft.ofMatter}
              onChange={(event) => change({ ofMatter: event.currentTarget.checked })}
            />
            {t('ofMatter', { matter: matter.name })}
          </label>
        )}
        <div className={styles.row}>
          <p className={styles.say} role="status">
            {said === null ? '' : t(said === 'kept' || said === 'dropped' ? said : `fault.${said}`)}
          </p>
          <Button label={t('keep')} type="submit" look="solid" />
        </div>
      </form>
      <h3 className={styles.name}>{t('mine')}</h3>
      {mine.length === 0 && <p className={styles.say}>{t('none')}</p>}
      <ul className={styles.list} aria-label={t('mine')}>
        {mine.map((phrase) => (
          <Kept key={phrase.phraseId} phrase={phrase} onDrop={() => void drop(phrase.phraseId)} />
        ))}
      </ul>
    </div>
  )
}

function Kept({ phrase: { title, text, scope }, onDrop }: { readonly phrase: Phrase; readonly onDrop: () => void }) {
  const t = useTexts(phraseTexts)
  return (
    <li className={styles.kept}>
      <span className={styles.words} title={text}>
        <strong>
          <Chinese>{title}</Chinese>
        </strong>{' '}
        <Chinese>{text}</Chinese>
      </span>
      {scope === 'site' && <span className={styles.scope}>{t('scope.site')}</span>}
      <Button label={t('drop')} hint={title} size="small" look="quiet" onPress={onDrop} />
    </li>
  )
}
