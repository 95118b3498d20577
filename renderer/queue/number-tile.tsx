import { type ReactNode, useId, useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { InfoIcon } from '../ui/icons/marks.tsx'
import toneStyles from '../ui/tone.module.css'
import type { Tone } from '../ui/tone.ts'
import styles from './number-tile.module.css'
import { wallTexts } from './wall.texts.ts'

interface NumberTileProps {
  readonly name: string
  /** What is counted, in a sentence. */
  readonly definition: string
  readonly tone?: Tone | undefined
  /** Asks for attention: colour and a mark, never colour alone. */
  readonly alarm?: boolean | undefined
  /** Under the number. */
  readonly note?: string | undefined
  readonly children: ReactNode
}

/** One number of the wall, to be read from afar: a named `group` whose whole text is the number. Its definition is its description, a tooltip, and stays shown when asked for. */
export function NumberTile({ name, definition, tone, alarm, note, children }: NumberTileProps) {
  const t = useTexts(wallTexts)
  const id = useId()
  const [explained, setExplained] = useState(false)
  const toned = tone ?? (alarm ? 'red' : undefined)
  return (
    <div className={classNames(styles.tile, toned && toneStyles[toned], toned && styles.toned, alarm && styles.alarm)}>
      <div className={styles.head}>
        <span className={styles.name}>
          {alarm && <span aria-hidden="true">▲ </span>}
          <span id={id}>{name}</span>
        </span>
        <Button
          label={t('definition')}
          hint={definition}
          icon={<InfoIcon />}
          iconOnly
          look="quiet"
          size="small"
          aria-pressed={explained}
          onPress={() => setExplained(!explained)}
        />
      </div>
      <div className={styles.value}>
        <fieldset aria-labelledby={id} aria-describedby={`${id}-what`} className={styles.number}>
          {children}
        </fieldset>
        <span className={styles.note}>{explained ? definition : note}</span>
      </div>
      <span id={`${id}-what`} hidden>
        {definition}
      </span>
    </div>
  )
}
