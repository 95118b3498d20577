import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import styles from './popover.module.css'
import { useAnchored } from './use-anchored.ts'

interface PopoverProps {
  /** The accessible name of the dialog. */
  readonly label: string
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A small dialog beside its button that does not block the page. The first input or button inside has the focus; Escape closes it and gives
 * the focus back; leaving it closes it too.
 */
export function Popover({ label, anchor, onClose, children }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null)
  const before = useRef<Element | null>(null)
  const place = useAnchored(anchor, true, 264)
  const placed = place !== undefined
  useEffect(() => {
    if (!placed) return
    before.current ??= document.activeElement
    box.current?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  }, [placed])
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    if (before.current instanceof HTMLElement) before.current.focus()
    onClose()
  }
  return createPortal(
    <div
      ref={box}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      className={styles.popover}
      style={place ? { ...place, width: undefined } : { visibility: 'hidden', position: 'fixed' }}
      data-react-aria-top-layer="true"
      onKeyDown={keyDown}
      onBlur={(event) => {
        const next = event.relatedTarget
        const inside = event.currentTarget.contains(next) || anchor.current?.contains(next) === true
        // Without a next element the window itself lost the focus, or an unfocusable place was pressed: only the press closes.
        if (!inside && (next !== null || document.hasFocus())) onClose()
      }}
    >
      {children}
    </div>,
    document.body,
  )
}
