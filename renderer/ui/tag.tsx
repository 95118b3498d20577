import { classNames } from './class-names.ts'
import styles from './tag.module.css'
import toneStyles from './tone.module.css'
import type { Tone } from './tone.ts'

/** A word that says what kind of thing this is; its colour says it again. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span className={classNames(styles.tag, toneStyles[tone])}>{children}</span>
}
