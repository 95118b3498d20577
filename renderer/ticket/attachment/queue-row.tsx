import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { AgainIcon } from '../../ui/icons/files.tsx'
import { AlertIcon, CloseIcon } from '../../ui/icons/marks.tsx'
import styles from './attachment.module.css'
import { attachmentTexts } from './attachment.texts.ts'
import type { AttachmentQueue, QueuedFile } from './attachment-queue.ts'
import { isFinal } from './file-sending.ts'

/** A file on its way up: how far it is, or why it is not, and what can be done about it. */
export function QueueRow({
  queued,
  actions,
  onDropped,
}: {
  readonly queued: QueuedFile
  readonly actions: AttachmentQueue
  readonly onDropped: () => void
}) {
  const t = useTexts(attachmentTexts)
  const { uploadId, file, state, sent, why } = queued
  const { name } = file
  const percent = Math.floor(sent * 100)
  const drop = () => {
    actions.drop(uploadId)
    onDropped()
  }
  const stops = state === 'sending'
  return (
    <li className={styles.row}>
      {why === null ? (
        <progress className={styles.progress} max={100} value={percent} aria-label={name} />
      ) : (
        <span className={styles.failed} aria-hidden="true">
          <AlertIcon />
        </span>
      )}
      <div className={styles.what}>
        <bdi className={styles.name} title={name}>
          {name}
        </bdi>
        {why === null && <p className={styles.about}>{stops ? t('sending', { percent }) : t('waiting')}</p>}
        <p role="status" className={styles.why}>
          {why !== null && t(`why.${why}`)}
        </p>
      </div>
      {why !== null && !isFinal(why) && (
        <Button
          label={t('retry', { name })}
          icon={<AgainIcon />}
          iconOnly
          look="quiet"
          size="small"
          onPress={() => actions.retry(uploadId)}
        />
      )}
      <Button
        label={t(stops ? 'stop' : 'drop', { name })}
        icon={<CloseIcon />}
        iconOnly
        look="quiet"
        size="small"
        onPress={drop}
      />
    </li>
  )
}
