import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { useDataLanguage } from '../i18n/chinese.tsx'
import { useTexts } from '../i18n/use-texts.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { isComposing } from '../ui/composing.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import field from '../ui/field.module.css'
import { ConferenceIcon, ConsultIcon, TransferIcon } from '../ui/icons/call.tsx'
import { CloseIcon } from '../ui/icons/marks.tsx'
import { useKey } from '../ui/keys/use-key.ts'
import { uiTexts } from '../ui/ui.texts.ts'
import hidden from '../ui/visually-hidden.module.css'
import type { DirectoryPurpose, OpenPanel } from './directory.store.ts'
import { directoryTexts } from './directory.texts.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import { DirectoryList } from './directory-list.tsx'
import styles from './directory-panel.module.css'
import { useDirectory, useWords } from './use-directory.ts'
import { type DirectoryChoosing, useDirectoryChoice } from './use-directory-choice.ts'

const icons: Readonly<Record<DirectoryPurpose, ReactNode>> = {
  consult: <ConsultIcon />,
  conference: <ConferenceIcon />,
  transfer: <TransferIcon />,
}

interface DirectoryPanelProps {
  readonly desk: DirectoryDesk
  /** Where the desk puts it. */
  readonly className?: string | undefined
}

/** Asks whom to bring into the call; nothing as long as nobody asks. */
export function DirectoryPanel({ desk, className }: DirectoryPanelProps) {
  const panel = useDirectory(desk.store, (state) => state.panel)
  return panel && <Panel desk={desk} panel={panel} className={className} />
}

/** The focus goes into the search box each time the panel is asked for, and back to where it was when the panel goes. */
function useFocus(asked: number) {
  const box = useRef<HTMLElement>(null)
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const [inside, before] = [box.current, document.activeElement]
    return () => {
      if (inside?.contains(document.activeElement) && before instanceof HTMLElement) before.focus()
    }
  }, [])
  useLayoutEffect(() => {
    if (asked > 0) input.current?.focus()
  }, [asked])
  return { box, input }
}

/** Escape closes it wherever the focus is, unless something else had a use for the key. */
function useEscape(close: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isComposing(event)) close()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [close])
}

function Panel({ desk, panel, className }: DirectoryPanelProps & { readonly panel: OpenPanel }) {
  const [t, tUi] = [useTexts(directoryTexts), useTexts(uiTexts)]
  const words = useWords(desk.words)
  const onStar = (on: boolean) => announce(t(on ? 'saidStarred' : 'saidUnstarred'))
  const choosing = useDirectoryChoice({ desk, panel, words, onStar })
  const starKey = useKey('favourite', () => choosing.toggleStar(choosing.options[choosing.active]))
  const { box, input } = useFocus(panel.asked)
  const [listId, whatId] = [useId(), useId()]
  const lang = useDataLanguage(choosing.text)
  useEscape(desk.closePanel)
  const { lines, options, active } = choosing
  return (
    <section
      ref={box}
      aria-label={t('directory')}
      className={classNames(styles.panel, className)}
      data-react-aria-top-layer="true"
    >
      <header className={styles.head}>
        <h2 className={styles.title}>
          {icons[panel.purpose]}
          {t(panel.purpose)}
        </h2>
        <Button
          label={tUi('close')}
          icon={<CloseIcon />}
          iconOnly
          look="quiet"
          size="small"
          onPress={desk.closePanel}
        />
        <p id={whatId} className={styles.what}>
          {t(`${panel.purpose}.what`)}
        </p>
      </header>
      <div className={styles.search}>
        <input
          ref={input}
          lang={lang}
          type="search"
          className={field.control}
          aria-label={t('search')}
          aria-describedby={whatId}
          aria-controls={options.length > 0 ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={options.length > 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          placeholder={t('placeholder')}
          value={choosing.text}
          onChange={(event) =>
            choosing.type(event.currentTarget.value, (event.nativeEvent as InputEvent).isComposing === true)
          }
          onCompositionEnd={(event) => choosing.type(event.currentTarget.value, false)}
          onKeyDown={choosing.keyDown}
        />
      </div>
      {lines && options.length > 0 ? (
        <DirectoryList id={listId} desk={desk} lines={lines} choosing={choosing} ticket={panel.ticket} words={words} />
      ) : (
        <Nobody desk={desk} choosing={choosing} />
      )}
      <p className={hidden.hidden} aria-live="polite">
        {choosing.query !== '' && options.length > 0 ? t('results', { count: options.length }) : ''}
      </p>
      <Foot desk={desk} purpose={panel.purpose} starKey={starKey} />
    </section>
  )
}

/** Why the list is empty, and what can be done. */
function Nobody({ desk, choosing }: { readonly desk: DirectoryDesk; readonly choosing: DirectoryChoosing }) {
  const t = useTexts(directoryTexts)
  const failed = useDirectory(desk.store, (state) => state.failed && state.rows === null)
  const query = choosing.query.trim()
  return (
    <div className={styles.nobody} aria-live="polite">
      {failed ? (
        <EmptyState kind="error" title={t('failed')}>
          {t('failedHint')}
        </EmptyState>
      ) : choosing.lines === null ? (
        <EmptyState kind="loading" title={t('loading')} />
      ) : query === '' ? (
        <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
      ) : (
        <EmptyState title={t('none', { query })}>{t('noneHint')}</EmptyState>
      )}
    </div>
  )
}

interface FootProps {
  readonly desk: DirectoryDesk
  readonly purpose: DirectoryPurpose
  readonly starKey: string | undefined
}

/** What the keys do; or what went wrong with a star. */
function Foot({ desk, purpose, starKey }: FootProps) {
  const t = useTexts(directoryTexts)
  const refused = useDirectory(desk.store, (state) => state.starRefused)
  if (refused)
    return (
      <p role="alert" className={classNames(styles.foot, styles.refused)}>
        {t('starRefused')}
      </p>
    )
  return (
    <p className={styles.foot} aria-hidden="true">
      <Key name="↑↓" does={t('keyMove')} />
      <Key name="Enter" does={t(purpose)} />
      {starKey !== undefined && <Key name={starKey} does={t('keyStar')} />}
      <Key name="Esc" does={t('keyClose')} />
    </p>
  )
}

function Key({ name, does }: { readonly name: string; readonly does: string }) {
  return (
    <span className={styles.key}>
      <kbd>{name}</kbd> {does}
    </span>
  )
}
