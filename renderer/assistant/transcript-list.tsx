import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useState } from 'react'
import type { TranscriptRow } from '#shared/contract/socket/topics.ts'
import { TranscriptLine } from './transcript-line.tsx'
import styles from './transcript-region.module.css'

interface TranscriptListProps {
  readonly lines: readonly TranscriptRow[]
  readonly scroller: RefObject<HTMLElement | null>
}

/** From this many lines on, only those in view exist. */
const longFrom = 120
/** Height of a line before it is measured, px. */
const usualHeight = 56

/** The lines of a talk; a long one is virtual. */
export function TranscriptList({ lines, scroller }: TranscriptListProps) {
  if (lines.length >= longFrom) return <LongList lines={lines} scroller={scroller} />
  return (
    <ol className={styles.lines}>
      {lines.map((line, index) => (
        <TranscriptLine key={line.seq} line={line} index={index} />
      ))}
    </ol>
  )
}

function LongList({ lines, scroller }: TranscriptListProps) {
  // The short list it takes over from is still there: its heights keep what is read in its place.
  const [known] = useState(() => heightsIn(scroller.current))
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => known[index] ?? usualHeight,
    initialOffset: () => scroller.current?.scrollTop ?? 0,
    overscan: 10,
    getItemKey: useCallback((index: number) => lines[index]?.seq ?? index, [lines]),
  })
  const items = virtual.getVirtualItems()
  return (
    <ol className={styles.lines}>
      <li aria-hidden="true" style={{ blockSize: `${items[0]?.start ?? 0}px` }} />
      {items.map(({ index, key }) => {
        const line = lines[index]
        return line && <TranscriptLine key={key} line={line} index={index} measure={virtual.measureElement} />
      })}
      <li aria-hidden="true" style={{ blockSize: `${virtual.getTotalSize() - (items.at(-1)?.end ?? 0)}px` }} />
    </ol>
  )
}

/** Heights of the lines a box shows, px. */
const heightsIn = (box: HTMLElement | null): number[] =>
  box ? [...box.querySelectorAll('li')].map((line) => line.getBoundingClientRect().height) : []
