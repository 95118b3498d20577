import { type ReactNode, type Ref, useId } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import toneStyles from './tone.module.css'
import type { Tone } from './tone.ts'
import { Tooltip } from './tooltip.tsx'

export interface ButtonProps {
  /** The accessible name; shown unless `iconOnly`. */
  readonly label: string
  /** Without one a submit button acts by its form alone. */
  readonly onPress?: (() => void) | undefined
  readonly icon?: ReactNode | undefined
  /** Shows the icon alone; the label stays the name and becomes the tooltip. */
  readonly iconOnly?: boolean | undefined
  /** A key that does the same, e.g. `F2`: shown, and a part of the name. */
  readonly keyHint?: string | undefined
  /** Why it can't be pressed now. The button stays focusable, and says so; a press does nothing. */
  readonly disabledReason?: string | undefined
  /** More than the label says, shown on hover. */
  readonly hint?: string | undefined
  /** `solid` for the one next thing to do, `plain` for the rest, `quiet` inside dense rows. */
  readonly look?: 'solid' | 'plain' | 'quiet' | undefined
  readonly tone?: Tone | undefined
  readonly size?: 'small' | 'medium' | 'large' | undefined
  /** Icon above the label, for a row of tools. */
  readonly stacked?: boolean | undefined
  readonly type?: 'button' | 'submit' | undefined
  readonly ref?: Ref<HTMLButtonElement> | undefined
  /** -1 inside a row that the arrow keys go to: Tab reaches the buttons of the chosen row alone. */
  readonly tabIndex?: 0 | -1 | undefined
  readonly 'aria-haspopup'?: 'menu' | 'dialog' | 'listbox' | undefined
  readonly 'aria-expanded'?: boolean | undefined
  readonly 'aria-pressed'?: boolean | undefined
  readonly 'aria-current'?: 'page' | 'true' | undefined
}

const tooltipText = ({ label, iconOnly, keyHint, disabledReason, hint }: ButtonProps): string => {
  const name = keyHint === undefined ? label : `${label} ${keyHint}`
  const parts = [iconOnly === true ? name : '', hint ?? '', disabledReason ?? '']
  return parts.filter((part) => part !== '').join(' · ')
}

/** A native button. Disabled ones say why (`aria-disabled`, a description, a tooltip) and can still be reached by keyboard. */
export function Button(props: ButtonProps) {
  const { label, onPress, icon, iconOnly, keyHint, disabledReason, hint, look = 'plain', tone, size = 'medium' } = props
  const descriptionId = useId()
  const description = [hint, disabledReason].filter(Boolean).join(' ')
  const disabled = disabledReason !== undefined
  const className = classNames(
    styles.button,
    styles[look],
    styles[size],
    tone && toneStyles[tone],
    tone && styles.toned,
    iconOnly && styles.icon,
    props.stacked && styles.stacked,
  )
  return (
    <>
      <Tooltip text={tooltipText(props)}>
        <button
          ref={props.ref}
          type={disabled ? 'button' : (props.type ?? 'button')}
          className={className}
          tabIndex={props.tabIndex}
          aria-label={keyHint === undefined ? label : `${label} ${keyHint}`}
          aria-disabled={disabled || undefined}
          aria-describedby={description === '' ? undefined : descriptionId}
          aria-haspopup={props['aria-haspopup']}
          aria-expanded={props['aria-expanded']}
          aria-pressed={props['aria-pressed']}
          aria-current={props['aria-current']}
          onClick={disabled ? undefined : onPress}
        >
          {icon}
          {!iconOnly && <span className={styles.label}>{label}</span>}
          {!iconOnly && keyHint !== undefined && <kbd className={styles.key}>{keyHint}</kbd>}
        </button>
      </Tooltip>
      <span id={descriptionId} hidden>
        {description}
      </span>
    </>
  )
}
