import { type CSSProperties, type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { CheckIcon } from './icons/marks.tsx'
import styles from './menu-list.module.css'

/** One thing to choose in a menu. */
export interface MenuEntry<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly icon?: ReactNode
  /** Marked with a tick: what holds now. */
  readonly chosen?: boolean | undefined
}

interface MenuListProps<Id extends string> {
  readonly label: string
  readonly head: ReactNode
  readonly entries: readonly MenuEntry<Id>[]
  readonly style: CSSProperties | undefined
  readonly trigger: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly onChoose: (id: Id) => void
}

const items = (menu: HTMLElement | null): readonly HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
]

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => (at >= last ? 0 : at + 1),
  ArrowUp: (at, last) => (at <= 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** The open menu. The focus goes back to where it was, wherever the menu was opened from. */
export function MenuList<Id extends string>(props: MenuListProps<Id>) {
  const { label, head, entries, style, trigger, onClose, onChoose } = props
  const menu = useRef<HTMLDivElement>(null)
  const before = useRef<Element | null>(null)
  const placed = style !== undefined
  useEffect(() => {
    if (!placed) return
    before.current ??= document.activeElement
    items(menu.current)[0]?.focus()
  }, [placed])

  const close = () => {
    const back = before.current instanceof HTMLElement && before.current !== document.body ? before.current : null
    const target = back?.isConnected ? back : trigger.current
    target?.focus()
    onClose()
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      event.stopPropagation()
      close()
      return
    }
    const all = items(menu.current)
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const at = all.findIndex((item) => item.matches(':focus'))
    all[step(at, all.length - 1)]?.focus()
  }

  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={styles.menu}
      style={style ? { ...style, width: undefined } : { visibility: 'hidden', position: 'fixed' }}
      data-react-aria-top-layer="true"
      onKeyDown={keyDown}
      onBlur={(event) => {
        const next = event.relatedTarget
        if (next !== trigger.current && !event.currentTarget.contains(next)) onClose()
      }}
    >
      {head}
      {entries.map((entry) => (
        <button
          key={entry.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={styles.item}
          onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
          onClick={() => {
            close()
            onChoose(entry.id)
          }}
        >
          <span className={styles.icon}>{entry.chosen === true ? <CheckIcon /> : entry.icon}</span>
          {entry.label}
        </button>
      ))}
    </div>
  )
}
