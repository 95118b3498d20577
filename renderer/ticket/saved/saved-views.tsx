import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { isSame, noNarrowing } from '#shared/contract/rest/narrowing.schema.ts'
import type { SavedView } from '#shared/contract/rest/saved-views.schema.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { isComposing } from '../../ui/composing.ts'
import { CloseIcon } from '../../ui/icons/marks.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './saved-views.module.css'
import { savedTexts } from './saved-views.texts.ts'
import type { SavedViewsDesk } from './saved-views-desk.ts'

interface SavedViewsProps {
  readonly desk: SavedViewsDesk
  /** What is seen now. */
  readonly now: Pick<SavedView, 'list' | 'q' | 'within'>
  readonly onOpen: (view: SavedView) => void
}

const isNow = (view: SavedView, now: SavedViewsProps['now']): boolean =>
  view.list === now.list && view.q === now.q && isSame(view.within, now.within)

/** The lists this seat keeps, and keeping the one it sees. */
export function SavedViews({ desk, now, onOpen }: SavedViewsProps) {
  const t = useTexts(savedTexts)
  const [views, setViews] = useState<readonly SavedView[]>([])
  const [stays, setStays] = useState(false)
  const [naming, setNaming] = useState(false)
  const [fault, setFault] = useState<'tooMany' | 'failed' | null>(null)
  useEffect(() => {
    const asked = new AbortController()
    void desk.list(asked.signal).then((found) => {
      if (!asked.signal.aborted && found) setViews(found)
    })
    return () => asked.abort()
  }, [desk])
  const open = views.find((view) => isNow(view, now))
  const keep = async (name: string) => {
    const view = { id: crypto.randomUUID(), name, ...now }
    const answer = await desk.save(view)
    if (!answer.ok) return setFault(answer.faults?.[0]?.rule === 'too-many' ? 'tooMany' : 'failed')
    setViews((all) => [...all, view])
    setFault(null)
    setNaming(false)
  }
  const remove = async ({ id }: SavedView) => {
    const answer = await desk.remove(id)
    if (answer.ok) setViews((all) => all.filter((view) => view.id !== id))
    setStays(!answer.ok)
  }
  return (
    <section className={styles.views} aria-label={t('mine')}>
      {views.map((view) => (
        <span key={view.id} className={styles.view}>
          <Button
            label={view.name}
            size="small"
            look={view === open ? 'plain' : 'quiet'}
            aria-pressed={view === open}
            onPress={() => onOpen(view)}
          />
          {view === open && (
            <Button
              label={t('remove', { name: view.name })}
              icon={<CloseIcon />}
              iconOnly
              look="quiet"
              size="small"
              onPress={() => void remove(view)}
            />
          )}
        </span>
      ))}
      {stays && (
        <span role="status" className={styles.stays}>
          {t('stays')}
        </span>
      )}
      {naming ? (
        <NameView
          fault={fault === null ? undefined : t(fault)}
          onKeep={(name) => void keep(name)}
          onCancel={() => setNaming(false)}
        />
      ) : (
        open === undefined &&
        (now.q !== '' || !isSame(now.within, noNarrowing)) && (
          <Button label={t('save')} look="quiet" size="small" onPress={() => setNaming(true)} />
        )
      )}
    </section>
  )
}

interface NameViewProps {
  readonly fault: string | undefined
  readonly onKeep: (name: string) => void
  readonly onCancel: () => void
}

function NameView({ fault, onKeep, onCancel }: NameViewProps) {
  const t = useTexts(savedTexts)
  const [name, setName] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event.nativeEvent)) return
    event.preventDefault()
    onCancel()
  }
  return (
    <form
      ref={form}
      className={styles.name}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') onKeep(name.trim())
      }}
    >
      <TextField label={t('name')} value={name} onChange={setName} maxLength={30} error={fault} />
      <Button label={t('keep')} size="small" type="submit" />
      <Button label={t('cancel')} look="quiet" size="small" onPress={onCancel} />
    </form>
  )
}
