import type { ReactElement } from 'react'
import { Focusable } from 'react-aria-components/Focusable'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import styles from './tooltip.module.css'

interface TooltipProps {
  /** Empty: no tooltip, but the element stays mounted as it is, so that it does not lose the focus. */
  readonly text: string
  /** A native focusable element that takes a ref. */
  readonly children: ReactElement<React.HTMLAttributes<HTMLElement>, string>
}

/** A short text beside an element on hover and keyboard focus; never the only place where something is said. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={450} closeDelay={80} isDisabled={text === ''} shouldCloseOnPress={false}>
      <Focusable>{children}</Focusable>
      <AriaTooltip className={styles.tooltip ?? ''} offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
