import { type ReactNode, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button, type ButtonProps } from './button.tsx'
import styles from './menu.module.css'
import { type MenuEntry, MenuList } from './menu-list.tsx'
import { useAnchored } from './use-anchored.ts'

interface MenuButtonProps<Id extends string> {
  /** The button that opens it. */
  readonly button: Omit<ButtonProps, 'onPress' | 'ref' | 'aria-haspopup' | 'aria-expanded'>
  /** The menu's accessible name; the button's label when not said. */
  readonly label?: string | undefined
  /** Words above the entries. */
  readonly head?: ReactNode
  readonly entries: readonly MenuEntry<Id>[]
  readonly onChoose: (id: Id) => void
  /** Give both to open it from outside (a key). */
  readonly isOpen?: boolean | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
}

/** A button with a menu. The first entry has the focus when it opens, so Enter takes it. It never blocks the rest of the page. */
export function MenuButton<Id extends string>(props: MenuButtonProps<Id>) {
  const [own, setOwn] = useState(false)
  const open = (props.isOpen ?? own) && props.button.disabledReason === undefined
  const anchor = useRef<HTMLSpanElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const place = useAnchored(anchor, open)
  const setOpen = (next: boolean) => {
    setOwn(next)
    props.onOpenChange?.(next)
  }
  return (
    <span ref={anchor} className={styles.anchor}>
      <Button
        {...props.button}
        ref={trigger}
        aria-haspopup="menu"
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      />
      {open &&
        createPortal(
          <MenuList
            label={props.label ?? props.button.label}
            head={props.head}
            entries={props.entries}
            style={place}
            trigger={trigger}
            onClose={() => setOpen(false)}
            onChoose={props.onChoose}
          />,
          document.body,
        )}
    </span>
  )
}
