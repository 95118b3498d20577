import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type MouseEvent, useEffect, useRef } from 'react'
import type { TicketAtHand } from '#shared/directory/suggest-entries.rules.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { HandsetIcon } from '../ui/icons/phone.tsx'
import { directoryTexts } from './directory.texts.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import styles from './directory-list.module.css'
import { EntryOption } from './entry-option.tsx'
import type { ListLine, OptionLine } from './listing.rules.ts'
import { reasonOf } from './reason.ts'
import type { KnownWords } from './use-directory.ts'
import type { DirectoryChoosing } from './use-directory-choice.ts'

/** Heights of a heading and of an option, px (also in the styles): known without measuring. */
const heights = { head: 28, option: 46 }
/** Room above the first line and below the last, px. */
const room = 4
/** A directory of a hundred is drawn whole, so that a reader of screens and a search in the page see all of it. */
const drawnAround = 150

interface DirectoryListProps {
  readonly id: string
  readonly desk: DirectoryDesk
  readonly lines: readonly ListLine[]
  readonly choosing: DirectoryChoosing
  readonly ticket: TicketAtHand
  readonly words: KnownWords | null
}

/** The lines of the panel. The focus stays in the search box, so pressing here does not take it; by Tab the list can be reached too. */
export function DirectoryList({ id, desk, lines, choosing, ticket, words }: DirectoryListProps) {
  const t = useTexts(directoryTexts)
  const scroller = useRef<HTMLDivElement>(null)
  const { options, active } = choosing
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? heights.head : heights.option),
    overscan: drawnAround,
    paddingStart: room,
    paddingEnd: room,
    scrollPaddingStart: room,
    scrollPaddingEnd: room,
  })
  useEffect(() => {
    if (lines.length > 0) virtual.measure()
  }, [virtual, lines])
  const activeLine = lines.indexOf(options[active] as ListLine)
  useEffect(() => {
    // The first option's heading comes into view with it.
    if (activeLine >= 0) virtual.scrollToIndex(active === 0 ? 0 : activeLine)
  }, [virtual, activeLine, active])
  return (
    <div
      ref={scroller}
      id={id}
      role="listbox"
      aria-label={t('people')}
      aria-activedescendant={`${id}-${active}`}
      tabIndex={0}
      className={styles.scroller}
      onKeyDown={choosing.keyDown}
    >
      <div role="presentation" className={styles.list} style={{ blockSize: `${virtual.getTotalSize()}px` }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          const style = { transform: `translateY(${item.start}px)` }
          if (!line) return null
          if (line.kind === 'head')
            return (
              <div key={line.group} role="presentation" className={styles.head} style={style}>
                {t(`group.${line.group}`)}
              </div>
            )
          const index = options.indexOf(line)
          return (
            <Option
              key={line.kind === 'dial' ? 'dial' : line.id}
              id={`${id}-${index}`}
              desk={desk}
              line={line}
              style={style}
              place={{ index, count: options.length }}
              choosing={choosing}
              reason={line.kind === 'entry' ? reasonOf(line, { t, ticket, words }) : null}
              words={words}
            />
          )
        })}
      </div>
    </div>
  )
}

interface OptionProps {
  readonly id: string
  readonly desk: DirectoryDesk
  readonly line: OptionLine
  readonly style: CSSProperties
  readonly place: { readonly index: number; readonly count: number }
  readonly choosing: DirectoryChoosing
  readonly reason: string | null
  readonly words: KnownWords | null
}

function Option({ id, desk, line, style, place, choosing, reason, words }: OptionProps) {
  const t = useTexts(directoryTexts)
  const active = choosing.active === place.index
  const press = ({ target }: MouseEvent) => {
    const onStar = target instanceof Element && target.closest('[data-star]') !== null
    if (onStar) choosing.toggleStar(line)
    else desk.choose(line)
  }
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-posinset={place.index + 1}
      aria-setsize={place.count}
      tabIndex={-1}
      className={styles.option}
      style={style}
      onPointerMove={active ? undefined : () => choosing.point(place.index)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={press}
      onKeyDown={undefined}
    >
      {line.kind === 'entry' ? (
        <EntryOption desk={desk} entryId={line.id} reason={reason} words={words} />
      ) : (
        <>
          <span className={styles.dial}>
            <HandsetIcon />
          </span>
          <span className={styles.who}>
            <span className={styles.name}>{t('dial', { number: line.number })}</span>{' '}
            <span className={styles.under}>{t('dialHint')}</span>
          </span>
        </>
      )}
    </div>
  )
}
