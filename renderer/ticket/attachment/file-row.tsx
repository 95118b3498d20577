import type { AttachmentRow } from '#shared/contract/rest/attachments.schema.ts'
import { sortOfKind } from '#shared/ticket/attachment.rules.ts'
import { formatMoment, formatWhen } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { LookIcon, SaveIcon } from '../../ui/icons/files.tsx'
import { CloseIcon } from '../../ui/icons/marks.tsx'
import styles from './attachment.module.css'
import { attachmentTexts } from './attachment.texts.ts'
import { fileSize } from './file-size.ts'
import { useObjectUrl } from './use-object-url.ts'

interface FileRowProps {
  readonly file: AttachmentRow
  /** As it lies on this computer: shown small without a look at the server's. */
  readonly local: File | null
  /** ms since the epoch. */
  readonly now: number
  readonly onOpen: () => void
  readonly onSave: () => void
  readonly onRemove: () => void
}

/** A file of a ticket in its list: what it is, how large, who added it when, and what can be done with it. */
export function FileRow({ file, local, now, onOpen, onSave, onRemove }: FileRowProps) {
  const t = useTexts(attachmentTexts)
  const { name, seat, by, bytes, at, part, scan } = file
  const sort = sortOfKind(file.kind)
  const small = useObjectUrl(sort === 'image' ? local : null)
  const kind = t(`kind.${sort}`)
  const about = t('about', { kind, size: fileSize(bytes), seat, by, when: formatWhen(at, now) })
  return (
    <li className={styles.row}>
      <span className={styles.small}>{small === undefined ? kind : <img src={small} alt="" />}</span>
      <div className={styles.what}>
        <bdi className={styles.name} title={name}>
          {name}
        </bdi>
        <p className={styles.about} title={formatMoment(at)}>
          {about}
          {part === 'reply' && ` · ${t('reply')}`}
          {scan === 'none' && ` · ${t('notScanned')}`}
        </p>
      </div>
      {sort === 'pdf' ? (
        <Button label={t('save', { name })} icon={<SaveIcon />} iconOnly look="quiet" size="small" onPress={onSave} />
      ) : (
        <Button label={t('open', { name })} icon={<LookIcon />} iconOnly look="quiet" size="small" onPress={onOpen} />
      )}
      {file.mayRemove && (
        <Button
          label={t('remove', { name })}
          icon={<CloseIcon />}
          iconOnly
          look="quiet"
          size="small"
          onPress={onRemove}
        />
      )}
    </li>
  )
}
