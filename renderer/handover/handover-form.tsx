import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type HandoverTo, handoverKinds } from '#shared/handover/handover.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './handover.module.css'
import { handoverTexts } from './handover.texts.ts'
import type { HandoverDesk, HandoverFault } from './handover-desk.ts'
import { keepInView } from './keep-in-view.ts'
import { OpenItems } from './open-items.tsx'
import { allOf, stillOpen } from './open-work.rules.ts'
import { useHandover } from './use-handover.ts'

const nothing: readonly string[] = []
const blank = { kind: 'next' as HandoverTo['kind'], name: '', text: '', tasks: nothing, drafts: nothing }

/** Where a seat writes what it leaves to others. What was written stays until it is handed over. */
export function HandoverForm({ desk }: { readonly desk: HandoverDesk }) {
  const t = useTexts(handoverTexts)
  const [draft, setDraft] = useState(blank)
  const [said, setSaid] = useState<'sent' | HandoverFault | null>(null)
  const change = (part: Partial<typeof blank>) => setDraft((before) => ({ ...before, ...part }))
  const work = useHandover(desk.store, (state) => state.work)
  const asksAll = useHandover(desk.store, (state) => state.asksAll)
  const form = useRef<HTMLFormElement>(null)
  const keeping = useRef<Disposer>(() => undefined)
  useEffect(() => () => keeping.current(), [])
  useEffect(() => {
    if (!asksAll) return
    desk.store.setState({ asksAll: false })
    setSaid(null)
    setDraft((before) => ({ ...before, tasks: allOf(work.tasks), drafts: allOf(work.drafts) }))
    const { current } = form
    if (current === null) return
    current.querySelector('select')?.focus()
    // The page may still be loading what stands above.
    keeping.current()
    keeping.current = keepInView(current, current.closest('main') ?? current)
  }, [desk, asksAll, work])
  const write = async (event: FormEvent) => {
    event.preventDefault()
    const { kind, name, text } = draft
    if (text.trim() === '') return setSaid('text')
    const along = { tasks: stillOpen(work.tasks, draft.tasks), drafts: stillOpen(work.drafts, draft.drafts) }
    const fault = await desk.write({ to: { kind, name: name.trim() }, text, ...along })
    setSaid(fault ?? 'sent')
    if (fault === null) setDraft(blank)
  }
  return (
    <form ref={form} className={styles.form} aria-label={t('write')} onSubmit={(event) => void write(event)}>
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
      <OpenItems
        legend={t('field.drafts')}
        items={work.drafts}
        chosen={draft.drafts}
        onChoose={(drafts) => change({ drafts })}
      />
      <OpenItems
        legend={t('field.tasks')}
        items={work.tasks}
        chosen={draft.tasks}
        onChoose={(tasks) => change({ tasks })}
      />
      <div className={styles.foot}>
        <p className={styles.say} role="status">
          {said === null ? '' : t(said === 'sent' ? said : `fault.${said}`)}
        </p>
        <Button label={t('send')} type="submit" />
      </div>
    </form>
  )
}
