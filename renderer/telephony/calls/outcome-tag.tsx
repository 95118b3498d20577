import type { CallOutcome } from '#shared/telephony/call-outcome.rules.ts'
import { classNames } from '../../ui/class-names.ts'
import toneStyles from '../../ui/tone.module.css'
import type { Tone } from '../../ui/tone.ts'
import styles from './calls-page.module.css'

const tones: Readonly<Record<CallOutcome, Tone>> = {
  answered: 'grey',
  missed: 'red',
  abandoned: 'red',
  'no-answer': 'grey',
  live: 'blue',
}

/** What became of a call, in a word; what is owed to the citizen stands out. */
export function OutcomeTag({ outcome, children }: { readonly outcome: CallOutcome; readonly children: string }) {
  const plain = tones[outcome] === 'grey'
  return <span className={classNames(styles.tag, toneStyles[tones[outcome]], plain && styles.plain)}>{children}</span>
}
