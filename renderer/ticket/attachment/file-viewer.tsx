import { useEffect, useRef, useState } from 'react'
import type { AttachmentRow } from '#shared/contract/rest/attachments.schema.ts'
import { sortOfKind } from '#shared/ticket/attachment.rules.ts'
import { formatMoment } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Watermark } from '../../ui/watermark.tsx'
import styles from './attachment.module.css'
import { attachmentTexts } from './attachment.texts.ts'
import type { AttachmentDesk } from './attachment-desk.ts'
import type { FileFailure } from './file-sending.ts'
import { useObjectUrl } from './use-object-url.ts'

interface FileViewerProps {
  readonly desk: AttachmentDesk
  /** null: nothing is looked at. */
  readonly file: AttachmentRow | null
  readonly onClose: () => void
  /** It was opened: the look stands on the trail. */
  readonly onLooked?: (() => void) | undefined
}

/** Shows a picture, a sound or a film under the name of who looks. Each opening is a look, and kept as one. */
export function FileViewer({ desk, file, onClose, onLooked }: FileViewerProps) {
  const t = useTexts(attachmentTexts)
  return (
    <Dialog title={file?.name ?? t('viewer')} isOpen={file !== null} onClose={onClose} size="large">
      {file && <Looked key={file.attachmentId} desk={desk} file={file} onLooked={onLooked} />}
    </Dialog>
  )
}

interface LookedProps extends Pick<FileViewerProps, 'desk' | 'onLooked'> {
  readonly file: AttachmentRow
}

function Looked({ desk, file, onLooked }: LookedProps) {
  const told = useRef(onLooked)
  useEffect(() => {
    told.current = onLooked
  })
  const t = useTexts(attachmentTexts)
  const [content, setContent] = useState<Blob | null>(null)
  const [why, setWhy] = useState<FileFailure | null>(null)
  const [when] = useState(() => formatMoment(desk.reader.now()))
  useEffect(() => {
    let isGone = false
    void desk.open(file, false).then((answer) => {
      if (isGone) return
      if (answer.ok) {
        setContent(answer.value)
        told.current?.()
      } else setWhy(answer.reason)
    })
    return () => {
      isGone = true
    }
  }, [desk, file])
  const address = useObjectUrl(content)
  if (why !== null) return <EmptyState kind="error" title={t(`why.${why}`)} />
  if (address === undefined) return <EmptyState kind="loading" title={t('opening')} />
  const mark = t('mark', { seat: desk.reader.seat, name: desk.reader.name, when })
  const sort = sortOfKind(file.kind)
  return (
    <figure className={styles.look} onContextMenu={(event) => event.preventDefault()}>
      <div className={styles.frame}>
        {sort === 'image' && <img className={styles.picture} src={address} alt={file.name} draggable={false} />}
        {sort === 'audio' && (
          // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what a citizen recorded
          <audio className={styles.sound} controls controlsList="nodownload" src={address} aria-label={file.name} />
        )}
        {sort === 'video' && (
          // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what a citizen recorded
          <video
            className={styles.picture}
            controls
            controlsList="nodownload nofullscreen"
            disablePictureInPicture
            src={address}
            aria-label={file.name}
          />
        )}
        <Watermark words={mark} strong={sort !== 'audio'} />
      </div>
      <figcaption className={styles.mark}>{mark}</figcaption>
    </figure>
  )
}
