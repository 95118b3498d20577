import { useEffect, useState } from 'react'
import { formatMoment } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Watermark } from '../ui/watermark.tsx'
import type { Listener } from './listener.ts'
import styles from './player.module.css'
import { recordingTexts } from './recording.texts.ts'

/** Plays a sound under the name of who listens; there is nothing to save it by. */
export function Player({ sound, listener }: { readonly sound: Blob; readonly listener: Listener }) {
  const t = useTexts(recordingTexts)
  const [address, setAddress] = useState<string>()
  const [when] = useState(() => formatMoment(listener.now()))
  useEffect(() => {
    const made = URL.createObjectURL(sound)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [sound])
  const mark = t('watermark', { seat: listener.seat, name: listener.name, when })
  return (
    <section aria-label={t('player')} className={styles.player} onContextMenu={(event) => event.preventDefault()}>
      {/* biome-ignore lint/a11y/useMediaCaption: what was said in a call has its transcript elsewhere */}
      <audio className={styles.sound} controls controlsList="nodownload noplaybackrate" src={address} />
      <p className={styles.mark}>{mark}</p>
      <Watermark words={mark} />
    </section>
  )
}
