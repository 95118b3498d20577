import { useId } from 'react'
import { classNames } from '../ui/class-names.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import hidden from '../ui/visually-hidden.module.css'
import styles from './day-figure.module.css'

interface DayFigureProps {
  readonly label: string
  /** What is counted: on hover and focus, and for who does not see. */
  readonly means: string
  readonly value: string
  /** Something to look after. */
  readonly alarming?: boolean
}

/** One number of the day with its definition. */
export function DayFigure({ label, means, value, alarming = false }: DayFigureProps) {
  const id = useId()
  return (
    <div className={styles.figure}>
      <dt>
        <Tooltip text={means}>
          <button type="button" className={styles.label} aria-describedby={id}>
            {label}
          </button>
        </Tooltip>
        <span id={id} className={hidden.hidden}>
          {means}
        </span>
      </dt>
      <dd className={classNames(styles.value, alarming && styles.alarming)}>{value}</dd>
    </div>
  )
}
