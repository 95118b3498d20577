import { type CSSProperties, useLayoutEffect, useRef } from 'react'
import { Chinese } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import styles from './combo-box-list.module.css'
import { uiTexts } from './ui.texts.ts'
import type { ComboBoxOption } from './use-combo-box.ts'
import hidden from './visually-hidden.module.css'

interface ComboBoxListProps {
  readonly id: string
  readonly label: string
  readonly shown: {
    readonly status: 'closed' | 'searching' | 'found' | 'failed'
    readonly options: readonly ComboBoxOption[]
    readonly active: number
  }
  readonly style: CSSProperties | undefined
  readonly onChoose: (option: ComboBoxOption) => void
  readonly onPoint: (index: number) => void
}

/** Scrolls a list as little as needed to show one of its options. */
const reveal = (list: HTMLElement, option: HTMLElement): void => {
  if (option.offsetTop < list.scrollTop) list.scrollTop = option.offsetTop
  const bottom = option.offsetTop + option.offsetHeight
  if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight
}

/** The open list of a combo box. The focus stays in the input, so pressing here must not take it. */
export function ComboBoxList({ id, label, shown, style, onChoose, onPoint }: ComboBoxListProps) {
  const t = useTexts(uiTexts)
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const option = list.current?.querySelectorAll<HTMLElement>('[role=option]')[shown.active]
    if (list.current && option) reveal(list.current, option)
  }, [shown.active])
  const said = { closed: '', searching: t('searching'), failed: t('failed'), found: t('none') }[shown.status]
  const empty = shown.options.length === 0
  return (
    <div className={styles.popup} style={style ?? { visibility: 'hidden' }} data-react-aria-top-layer="true">
      <div ref={list} id={id} role="listbox" aria-label={label} className={styles.list}>
        {shown.options.map((option, index) => (
          <Option
            key={option.id}
            id={`${id}-${index}`}
            option={option}
            active={index === shown.active}
            onChoose={() => onChoose(option)}
            onPoint={() => onPoint(index)}
          />
        ))}
      </div>
      <p className={empty ? styles.empty : hidden.hidden} aria-live="polite">
        {empty ? said : t('results', { count: shown.options.length })}
      </p>
    </div>
  )
}

interface OptionProps {
  readonly id: string
  readonly option: ComboBoxOption
  readonly active: boolean
  readonly onChoose: () => void
  readonly onPoint: () => void
}

function Option({ id, option, active, onChoose, onPoint }: OptionProps) {
  const branch = option.path.slice(0, -1)
  const leaf = option.path.at(-1) ?? ''
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={styles.option}
      onPointerMove={active ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={undefined}
    >
      <span className={styles.path}>
        {branch.length > 0 && (
          <span className={styles.branch}>
            <Chinese>{branch.join(' / ')}</Chinese>
            {' / '}
          </span>
        )}
        <span className={styles.leaf}>
          <Chinese>{leaf}</Chinese>
        </span>
      </span>
      {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
    </div>
  )
}
