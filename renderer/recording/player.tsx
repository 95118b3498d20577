import { useEffect, useState } from 'react'
import { formatMoment } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import type { Listener } from './listener.ts'
import styles from './player.module.css'
import { recordingTexts } from './recording.texts.ts'

/** Where the watermark stands in its picture, percent. */
const places = [
  [2, 20],
  [52, 38],
  [8, 58],
  [46, 78],
  [4, 96],
] as const

const escaped = (text: string): string => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The words as a picture: decoration over the player, while the line below says the same to everybody. */
function pictureOf(words: string): string {
  const texts = places.map(([x, y]) => `<text x="${x}%" y="${y}%">${escaped(words)}</text>`).join('')
  const style = 'font-family="sans-serif" font-size="13" fill="#808080" fill-opacity="0.28"'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="520" height="150"><g ${style}>${texts}</g></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

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
      <img className={styles.marks} src={pictureOf(mark)} alt="" />
    </section>
  )
}
