import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { WallIcon } from '../ui/icons/places.tsx'
import { DayNumbers } from './day-numbers.tsx'
import { QueuesRegion } from './queues-region.tsx'
import type { SeatSlots } from './seat-slots.ts'
import { SeatsRegion } from './seats-region.tsx'
import { useSeat } from './use-wall.ts'
import { openWall, type Wall } from './wall.store.ts'
import { wallTexts } from './wall.texts.ts'
import type { WallLink } from './wall-link.ts'
import styles from './wall-page.module.css'

/** The link tells each topic once a frame, all in the same turn. */
const soon = (run: () => void) => {
  let wanted = true
  queueMicrotask(() => wanted && run())
  return () => {
    wanted = false
  }
}

interface WallPageProps {
  readonly link: WallLink
  /** Without it a seat can't be chosen. */
  readonly slots?: SeatSlots | undefined
  /** How far the server's clock is ahead of this computer's, as the session said, ms. */
  readonly aheadMs?: number | undefined
}

/** `#/wall`: the hall at a glance, for the lead's screen and for the big one. Subscribes while it is shown. */
export function WallPage({ link, slots, aheadMs = 0 }: WallPageProps) {
  const t = useTexts(wallTexts)
  const [wall, setWall] = useState<Wall>()
  const page = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const own = openWall({ link, now: Date.now, soon, aheadMs })
    setWall(own)
    return own.close
  }, [link, aheadMs])
  return (
    <div ref={page} className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('title')}</h1>
        {document.fullscreenEnabled && (
          <Button label={t('fullScreen')} icon={<WallIcon />} look="quiet" onPress={() => void toggle(page.current)} />
        )}
      </header>
      {wall && (
        <>
          <DayNumbers wall={wall} />
          <div className={styles.halves}>
            <div className={styles.half}>
              <QueuesRegion wall={wall} />
              {slots && <Aside wall={wall} slots={slots} />}
            </div>
            <SeatsRegion wall={wall} slots={slots} />
          </div>
        </>
      )}
    </div>
  )
}

function Aside({ wall, slots }: { readonly wall: Wall; readonly slots: SeatSlots }) {
  return slots.aside(useSeat(wall, slots.chosen ?? ''))
}

async function toggle(page: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen()
  else await page?.requestFullscreen()
}
