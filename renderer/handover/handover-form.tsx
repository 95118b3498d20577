import { type FormEvent, useEffect, useState } from 'react'
import { type HandoverTo, handoverKinds } from '#shared/handover/handover.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './handover.module.css'
import { handoverTexts } from './handover.texts.ts'
import type { HandoverDesk, HandoverFault, PassableTask } from './handover-desk.ts'

const blank = { kind: 'next' as HandoverTo['kind'], name: '', text: '', tasks: [] as readonly string[] }

/** Where a seat writes what it leaves to others. What was written stays until it is handed over. */
export function HandoverForm({ desk }: { readonly desk: HandoverDesk }) {
  const t = useTexts(handoverTexts)
  const [draft, setDraft] = useState(blank)
  const [said, setSaid] = useState<'sent' | HandoverFault | null>(null)
  const change = (part: Partial<typeof blank>) => setDraft((before) => ({ ...before, ...part }))
  const [known, setKnown] = useState<readonly PassableTask[]>([])
  useEffect(() => desk.watchTasks(setKnown), [desk])
  const write = async (event: FormEvent) => {
    event.preventDefault()
    const { kind, name, text } = draft
    if (text.trim() === '') return setSaid('text')
    const tasks = known.flatMap(({ taskId }) => (draft.tasks.includes(taskId) ? [taskId] : []))
    const fault = await desk.write({ to: { kind, name: name.trim() }, text, tasks })
    setSaid(fault ?? 'sent')
    if (fault === null) setDraft(blank)
  }
  const pick = (taskId: string, on: boolean) =>
    change({ tasks: on ? [...draft.tasks, taskId] : draft.tasks.filter((one) => one !== taskId) })
  return (
    <form className={styles.form} aria-label={t('write')} onSubmit={(event) => void write(event)}>
      <div className={styles.pair}>
        <SelectField
          label={t('field.kind')}
          value={draft.kind}
          onChange={(kind) => change({ kind, name: '' })}
          options={handoverKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        {draft.kind !== 'next' && (
          <TextField
            label={t(`field.${draft.kind}`)}
            required
            maxLength={40}
            value={draft.name}
            onChange={(name) => change({ name })}
          />
        )}
      </div>
      <TextArea
        label={t('field.text')}
        required
        maxLength={2000}
        description={t('textHint')}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      {known.length > 0 && (
        <fieldset className={styles.tasks}>
          <legend>{t('field.tasks')}</legend>
          {known.map(({ taskId, text }) => (
            <label key={taskId} className={styles.task}>
              <input
                type="checkbox"
                checked={draft.tasks.includes(taskId)}
                onChange={(event) => pick(taskId, event.currentTarget.checked)}
              />
              <Chinese>{text}</Chinese>
            </label>
          ))}
        </fieldset>
      )}
      <div className={styles.foot}>
        <p className={styles.say} role="status">
          {said === null ? '' : t(said === 'sent' ? said : `fault.${said}`)}
        </p>
        <Button label={t('send')} type="submit" />
      </div>
    </form>
  )
}
