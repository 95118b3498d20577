import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './lamp.module.css'
import toneStyles from './tone.module.css'
import type { Tone } from './tone.ts'
import { Tooltip } from './tooltip.tsx'

interface LampProps {
  readonly tone: Tone
  readonly text: string
  readonly children: ReactNode
}

/** A small icon that says how something is; its words are its name and its tooltip, by pointer and by keyboard. */
export function Lamp({ tone, text, children }: LampProps) {
  return (
    <Tooltip text={text}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its tooltip must be reachable by keyboard */}
      <span className={classNames(styles.lamp, toneStyles[tone])} role="img" aria-label={text} tabIndex={0}>
        {children}
      </span>
    </Tooltip>
  )
}
