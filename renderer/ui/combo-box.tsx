import { type Ref, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useDataLanguage } from '../i18n/chinese.tsx'
import { ComboBoxList } from './combo-box-list.tsx'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'
import { useAnchored } from './use-anchored.ts'
import { type ComboBoxOption, type ComboBoxSearch, useComboBox } from './use-combo-box.ts'

export interface ComboBoxProps extends FieldProps {
  readonly value: ComboBoxOption | null
  /** null: emptied by the person. */
  readonly onChange: (value: ComboBoxOption | null) => void
  readonly search: ComboBoxSearch
  /** Most options drawn at once; 50 when not said. */
  readonly limit?: number | undefined
  readonly placeholder?: string | undefined
  readonly onFocus?: (() => void) | undefined
  readonly onBlur?: (() => void) | undefined
  readonly inputRef?: Ref<HTMLInputElement> | undefined
}

/**
 * Choosing one of thousands by typing: a native input with role combobox. The first option is active, so Enter takes the first; Escape
 * restores; an input method is left alone until it has finished.
 */
export function ComboBox(props: ComboBoxProps) {
  const { value, onChange, search, limit = 50, placeholder } = props
  const box = useComboBox({ value, onChange, search, limit })
  const lang = useDataLanguage(box.text)
  const listId = useId()
  const anchor = useRef<HTMLDivElement>(null)
  const open = box.shown.status !== 'closed'
  const place = useAnchored(anchor, open)
  const active = open && box.shown.options.length > 0 ? `${listId}-${box.shown.active}` : undefined
  return (
    <Field {...props}>
      {(wiring) => (
        <div ref={anchor}>
          <input
            {...wiring}
            lang={lang}
            ref={props.inputRef}
            className={styles.control}
            role="combobox"
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active}
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            value={box.text}
            onChange={(event) =>
              box.type(event.currentTarget.value, (event.nativeEvent as InputEvent).isComposing === true)
            }
            onCompositionEnd={(event) => box.type(event.currentTarget.value, false)}
            onKeyDown={box.keyDown}
            onClick={box.open}
            onFocus={(event) => {
              event.currentTarget.select()
              props.onFocus?.()
            }}
            onBlur={() => {
              box.leave()
              props.onBlur?.()
            }}
          />
          {open &&
            createPortal(
              <ComboBoxList
                id={listId}
                label={props.label}
                shown={box.shown}
                style={place}
                onChoose={box.choose}
                onPoint={box.point}
              />,
              // Inside the landmark or dialog it belongs to, for who finds his way by them.
              anchor.current?.closest('dialog, [role=dialog], [role=alertdialog], main') ?? document.body,
            )}
        </div>
      )}
    </Field>
  )
}
