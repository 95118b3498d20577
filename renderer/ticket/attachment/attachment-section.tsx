import { type RefObject, useEffect, useRef, useState } from 'react'
import type { AttachmentRow } from '#shared/contract/rest/attachments.schema.ts'
import { attachmentKinds, attachmentMost } from '#shared/ticket/attachment.rules.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import hidden from '../../ui/visually-hidden.module.css'
import { saveFile } from '../export/save-file.ts'
import styles from './attachment.module.css'
import { attachmentTexts } from './attachment.texts.ts'
import type { AttachmentDesk, FilesOf } from './attachment-desk.ts'
import { FileRow } from './file-row.tsx'
import { isFinal } from './file-sending.ts'
import { FileViewer } from './file-viewer.tsx'
import { QueueRow } from './queue-row.tsx'
import { type Attachments, useAttachments } from './use-attachments.ts'
import { useFilesInto } from './use-files-into.ts'

interface AttachmentSectionProps {
  readonly desk: AttachmentDesk
  readonly of: FilesOf
  /** Whether the server is reached. */
  readonly online: boolean
  /** Where files may be dropped and pasted besides the section itself. */
  readonly into?: RefObject<HTMLElement | null> | undefined
  /** Nothing is shown before it is known that there is something. */
  readonly quiet?: boolean
  /** Another number: the files may be others now. */
  readonly moved?: number
  /** Somebody looked at one of them or saved it: what stands on the trail has changed. */
  readonly onLooked?: (() => void) | undefined
}

/** `附件`: the files of a draft or a ticket, what is on its way up, and adding more by button, drop and paste. */
export function AttachmentSection({
  desk,
  of,
  online,
  into,
  quiet = false,
  moved = 0,
  onLooked,
}: AttachmentSectionProps) {
  const t = useTexts(attachmentTexts)
  const files = useAttachments(desk, of, { online, moved })
  const { list, queue, actions } = files
  const section = useRef<HTMLElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [said, setSaid] = useState('')
  const kept = (list?.attachments.length ?? 0) + (list?.withheld ?? 0)
  // What was refused for good takes nobody's place.
  const count = kept + queue.filter(({ why }) => why === null || !isFinal(why)).length
  // Offline nothing was read yet, and a draft is its author's to add to: the server has the last word.
  const mayAdd = count < attachmentMost && (list === null ? !quiet : list.mayAdd)
  const add = (chosen: readonly File[]) => actions.add(chosen)
  useFilesInto(into ?? section, mayAdd ? add : null)
  useEffect(() => actions.onArrived(({ name }) => setSaid(t('arrived', { name }))), [actions, t])
  const isIdle = list === null ? quiet && queue.length === 0 : !list.mayAdd && kept + queue.length === 0
  if (isIdle) return null
  const whyNot = mayAdd ? undefined : t(count >= attachmentMost ? 'full' : 'notHere')
  const waiting = queue.filter(({ why }) => why === 'unreachable').length
  return (
    <section ref={section} className={styles.section} aria-label={t('title')}>
      <header className={styles.head}>
        <h3 className={styles.heading}>
          {t('title')} {kept > 0 && <span className={styles.count}>{kept}</span>}
        </h3>
        <AddFiles onAdd={add} whyNot={whyNot} button={button} />
        {/* One line for all three: nothing below it moves. */}
        <p className={styles.hint}>{said === '' && t(list === null && !files.isFailed ? 'loading' : 'hint')}</p>
        <p role="status" className={styles.hint}>
          {said}
        </p>
      </header>
      {waiting > 0 && <Notice tone="amber">{t('offline', { count: waiting })}</Notice>}
      <Shown desk={desk} files={files} onSaid={setSaid} onRemoved={() => button.current?.focus()} onLooked={onLooked} />
    </section>
  )
}

function AddFiles({
  onAdd,
  whyNot,
  button,
}: {
  readonly onAdd: (files: readonly File[]) => void
  readonly whyNot: string | undefined
  readonly button: RefObject<HTMLButtonElement | null>
}) {
  const t = useTexts(attachmentTexts)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      {/* The browser's own field speaks the browser's language. */}
      <input
        ref={input}
        type="file"
        multiple
        accept={attachmentKinds.join(',')}
        className={hidden.hidden}
        tabIndex={-1}
        aria-hidden
        data-files
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])]
          // The same file, mended, is chosen again.
          event.currentTarget.value = ''
          if (chosen.length > 0) onAdd(chosen)
        }}
      />
      <Button
        ref={button}
        label={t('add')}
        size="small"
        disabledReason={whyNot}
        onPress={() => input.current?.click()}
      />
    </>
  )
}

interface ShownProps {
  readonly desk: AttachmentDesk
  readonly files: Attachments
  readonly onSaid: (sentence: string) => void
  /** The button that was pressed goes with its file. */
  readonly onRemoved: () => void
  readonly onLooked: (() => void) | undefined
}

function Shown({ desk, files, onSaid, onRemoved, onLooked }: ShownProps) {
  const t = useTexts(attachmentTexts)
  const { list, isFailed, queue, local, actions, reread } = files
  const [looked, setLooked] = useState<AttachmentRow | null>(null)
  const [removing, setRemoving] = useState<AttachmentRow | null>(null)
  const save = async (file: AttachmentRow) => {
    const answer = await desk.open(file, true)
    if (answer.ok) {
      saveFile(answer.value, file.name)
      onLooked?.()
    } else onSaid(t(`why.${answer.reason}`))
  }
  const remove = async (file: AttachmentRow) => {
    setRemoving(null)
    const isDone = await desk.remove(file.attachmentId)
    onSaid(isDone ? t('removed', { name: file.name }) : t('removeFailed'))
    reread()
    onRemoved()
  }
  const now = desk.reader.now()
  return (
    <>
      {list === null && isFailed && (
        <p className={styles.why}>
          {t('failed')} <Button label={t('retryList')} look="quiet" size="small" onPress={reread} />
        </p>
      )}
      {queue.length > 0 && (
        <ul className={styles.list} aria-label={t('queue')}>
          {queue.map((queued) => (
            <QueueRow key={queued.uploadId} queued={queued} actions={actions} onDropped={reread} />
          ))}
        </ul>
      )}
      {list !== null && list.attachments.length > 0 && (
        <ul className={styles.list} aria-label={t('list')}>
          {list.attachments.map((file) => (
            <FileRow
              key={file.attachmentId}
              file={file}
              local={local.get(file.attachmentId) ?? null}
              now={now}
              onOpen={() => setLooked(file)}
              onSave={() => void save(file)}
              onRemove={() => setRemoving(file)}
            />
          ))}
        </ul>
      )}
      {list !== null && list.withheld > 0 && <p className={styles.about}>{t('withheld', { count: list.withheld })}</p>}
      <FileViewer desk={desk} file={looked} onClose={() => setLooked(null)} onLooked={onLooked} />
      <Dialog
        title={t('removeAsk', { name: removing?.name ?? '' })}
        role="alertdialog"
        isOpen={removing !== null}
        onClose={() => setRemoving(null)}
        actions={
          <>
            <Button label={t('keep')} onPress={() => setRemoving(null)} />
            <Button
              label={t('removeShort')}
              tone="red"
              look="solid"
              onPress={() => {
                if (removing) void remove(removing)
              }}
            />
          </>
        }
      >
        {t('removeSay')}
      </Dialog>
    </>
  )
}
