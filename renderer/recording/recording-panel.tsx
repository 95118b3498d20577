import { useEffect, useState } from 'react'
import { type RecordingRow, type SoundTrack, soundTracks } from '#shared/contract/rest/recordings.schema.ts'
import { formatDuration, formatMoment, formatTimer } from '../i18n/format.ts'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { Listener } from './listener.ts'
import { Player } from './player.tsx'
import { recordingTexts } from './recording.texts.ts'
import type { RecordingApi, RecordingFailure } from './recording-api.ts'
import styles from './recording-panel.module.css'

interface RecordingPanelProps {
  readonly api: RecordingApi
  readonly callId: string
  readonly listener: Listener
}

type Found =
  | { readonly status: 'loading' }
  | { readonly status: 'found'; readonly rows: readonly RecordingRow[] }
  | Failed
type Failed = { readonly status: 'failed'; readonly reason: RecordingFailure }

/** The recordings of a call: choose one, say why, listen. */
export function RecordingPanel({ api, callId, listener }: RecordingPanelProps) {
  const t = useTexts(recordingTexts)
  const [found, setFound] = useState<Found>({ status: 'loading' })
  useEffect(() => {
    let here = true
    void api.list(callId).then((answer) => {
      if (!here) return
      setFound(answer.ok ? { status: 'found', rows: answer.value } : { status: 'failed', reason: answer.reason })
    })
    return () => {
      here = false
    }
  }, [api, callId])
  if (found.status === 'loading') return <p role="status">{t('loading')}</p>
  if (found.status === 'failed') return <Notice tone="amber">{t(sentence(found.reason))}</Notice>
  const [first] = found.rows
  if (!first) return <p>{t('none')}</p>
  return <Listening api={api} rows={[first, ...found.rows.slice(1)]} listener={listener} />
}

const sentence = (reason: RecordingFailure) => (reason === 'unreachable' || reason === 'unexpected' ? 'failed' : reason)

interface ListeningProps {
  readonly api: RecordingApi
  readonly rows: readonly [RecordingRow, ...RecordingRow[]]
  readonly listener: Listener
}

function Listening({ api, rows, listener }: ListeningProps) {
  const t = useTexts(recordingTexts)
  const language = useLanguage()
  const [chosen, setChosen] = useState(rows[0].recordingId)
  const [track, setTrack] = useState<SoundTrack>('mix')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [state, setState] = useState<'rest' | 'loading' | RecordingFailure>('rest')
  const [sound, setSound] = useState<Blob | null>(null)
  const row = rows.find(({ recordingId }) => recordingId === chosen) ?? rows[0]
  const faulty = reason.trim().length < 2
  const play = async () => {
    setTried(true)
    if (faulty || state === 'loading') return
    setState('loading')
    setSound(null)
    const answer = await api.sound({ recordingId: row.recordingId, track, reason: reason.trim() })
    setState(answer.ok ? 'rest' : answer.reason)
    if (answer.ok) setSound(answer.value)
  }
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault()
        void play()
      }}
    >
      <p className={styles.notice}>{t('notice')}</p>
      {rows.length > 1 && (
        <SelectField
          label={t('which')}
          value={chosen}
          onChange={setChosen}
          options={rows.map(({ recordingId, seat, startedAt, ms }) => ({
            value: recordingId,
            label: t('leg', { seat, when: formatMoment(startedAt), length: formatDuration(ms, language) }),
          }))}
        />
      )}
      <SelectField
        label={t('track')}
        value={track}
        onChange={setTrack}
        options={soundTracks.map((value) => ({ value, label: t(`track.${value}`) }))}
      />
      <TextField
        label={t('reason')}
        value={reason}
        onChange={setReason}
        maxLength={200}
        description={t('reasonHint')}
        error={tried && faulty ? t('reasonFault') : undefined}
      />
      <Button label={t('play')} type="submit" look="solid" />
      {state === 'loading' && <p role="status">{t('loading')}</p>}
      {state !== 'rest' && state !== 'loading' && <Notice tone="amber">{t(sentence(state))}</Notice>}
      {sound && <Player sound={sound} listener={listener} />}
      <Spans row={row} />
    </form>
  )
}

/** What is missing from the sound, and why. */
function Spans({ row }: { readonly row: RecordingRow }) {
  const t = useTexts(recordingTexts)
  if (row.spans.length === 0) return null
  return (
    <section aria-label={t('quiet')} className={styles.spans}>
      <h3>{t('quiet')}</h3>
      <ul>
        {row.spans.map(({ channel, kind, fromMs, toMs }) => (
          <li key={`${channel} ${kind} ${fromMs}`}>
            {t('span', {
              from: formatTimer(fromMs),
              to: formatTimer(toMs),
              channel: t(`track.${channel}`),
              kind: t(`span.${kind}`),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
