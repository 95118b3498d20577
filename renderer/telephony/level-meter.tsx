import { useEffect, useRef } from 'react'
import type { FromPhone } from '#shared/contract/phone/phone-messages.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import { classNames } from '../ui/class-names.ts'
import styles from './level-meter.module.css'

/** The loudness of the microphone and of each leg, ten times a second. */
export type Levels = Extract<FromPhone, { kind: 'levels' }>
export type HearLevels = (listener: (levels: Levels) => void) => Disposer

const floorDb = -54

/** Share of a meter that a linear RMS fills, 0 to 1, on a scale of decibels. */
export const meterShare = (rms: number): number =>
  rms <= 0 ? 0 : Math.min(1, Math.max(0, 1 - (20 * Math.log10(rms)) / floorDb))

interface LevelMeterProps {
  readonly hear: HearLevels
  readonly pick: (levels: Levels) => number
  /** As wide as its place, where people look at nothing else. */
  readonly wide?: boolean | undefined
}

/** A meter that paints itself: no component renders for it. Silent to screen readers. */
export function LevelMeter({ hear, pick, wide }: LevelMeterProps) {
  const bar = useRef<HTMLSpanElement>(null)
  const latest = useRef(pick)
  useEffect(() => {
    latest.current = pick
  })
  useEffect(
    () =>
      hear((levels) => {
        bar.current?.style.setProperty('transform', `scaleX(${meterShare(latest.current(levels)).toFixed(3)})`)
      }),
    [hear],
  )
  return (
    <span className={classNames(styles.meter, wide && styles.wide)} aria-hidden="true">
      <span ref={bar} className={styles.bar} />
    </span>
  )
}
