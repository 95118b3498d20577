import { useState } from 'react'
import type { ExportFilter, ExportRow } from '#shared/contract/rest/exports.schema.ts'
import { exportAskers } from '#shared/ticket/export.rules.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { formatMoment } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { choiceTexts } from '../choice.texts.ts'
import type { LoopDesk } from '../loop/loop-desk.ts'
import { narrowTexts } from '../narrow/narrow.texts.ts'
import type { TicketData } from '../ticket-data.ts'
import styles from './export.module.css'
import { exportTexts } from './export.texts.ts'
import type { ExportAnswer, ExportDesk } from './export-desk.ts'
import { saveFile } from './save-file.ts'
import { useExports } from './use-exports.ts'

interface ExportListProps {
  readonly desk: LoopDesk
  /** The list as it is seen. */
  readonly filter: ExportFilter
  /** null while it loads. */
  readonly data: TicketData | null
}

/** Opens the exports of this list; where the site lets nobody export, nothing is there. */
export function ExportList({ desk, filter, data }: ExportListProps) {
  const t = useTexts(exportTexts)
  const { exports } = desk
  const { found, reread } = useExports(exports)
  const [open, setOpen] = useState(false)
  if (exports === undefined || found === null || found === 'failed' || !found.on) return null
  const waits = found.exports.filter(({ mayDecide }) => mayDecide).length
  return (
    <>
      <Button
        label={waits > 0 ? t('exportWaits', { count: waits }) : t('export')}
        aria-haspopup="dialog"
        onPress={() => {
          reread()
          setOpen(true)
        }}
      />
      <Dialog
        title={t('title')}
        size="large"
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={<Button label={t('close')} onPress={() => setOpen(false)} />}
      >
        {exportAskers.some((role) => role === desk.role) && (
          <AskExport exports={exports} filter={filter} onAsked={reread} />
        )}
        <Requests rows={found.exports} exports={exports} data={data} onActed={reread} />
      </Dialog>
    </>
  )
}

type Said = { readonly tone: 'green' | 'red'; readonly key: keyof typeof exportTexts.en } | null

function refusedKey(answer: Extract<ExportAnswer, { ok: false }>): keyof typeof exportTexts.en {
  const key = `refused.${answer.faults[0]?.rule ?? ''}`
  return key === 'refused.own-request' || key === 'refused.decided' ? key : 'refused.other'
}

interface AskExportProps {
  readonly exports: ExportDesk
  readonly filter: ExportFilter
  readonly onAsked: () => void
}

function AskExport({ exports, filter, onAsked }: AskExportProps) {
  const t = useTexts(exportTexts)
  const [purpose, setPurpose] = useState('')
  const [said, setSaid] = useState<Said>(null)
  const short = Array.from(purpose.trim()).length < 4
  const ask = async () => {
    if (short) return setSaid({ tone: 'red', key: 'refused.purpose' })
    const answer = await exports.ask(filter, purpose.trim())
    setSaid(answer.ok ? { tone: 'green', key: 'asked' } : { tone: 'red', key: refusedKey(answer) })
    if (answer.ok) setPurpose('')
    onAsked()
  }
  return (
    <form
      className={styles.ask}
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      <p className={styles.soft}>{t('what')}</p>
      <div className={styles.line}>
        <TextField
          label={t('purpose')}
          placeholder={t('purposeHint')}
          value={purpose}
          onChange={setPurpose}
          maxLength={200}
          required
        />
        <Button label={t('ask')} look="solid" type="submit" />
      </div>
      {said && (
        <Notice tone={said.tone} onDismiss={() => setSaid(null)}>
          {t(said.key)}
        </Notice>
      )}
    </form>
  )
}

interface RequestsProps {
  readonly data: TicketData | null
  readonly rows: readonly ExportRow[]
  readonly exports: ExportDesk
  readonly onActed: () => void
}

/** The exports that were asked for, with what this person may do with each. */
function Requests({ rows, exports, data, onActed }: RequestsProps) {
  const t = useTexts(exportTexts)
  const c = useTexts(choiceTexts)
  const [failed, setFailed] = useState<keyof typeof exportTexts.en | null>(null)
  const n = useTexts(narrowTexts)
  const filterText = ({ q, status, due, supervised, within }: ExportFilter) =>
    [
      q === '' ? t('anyWords') : t('words', { q }),
      status.length === 0 ? t('anyStatus') : status.map((one) => c(`status.${one}`)).join('、'),
      due !== null && t(`due.${due}`),
      supervised && t('supervised'),
      data?.places.get(within.place)?.path.join(' ') ?? within.place,
      data?.units.get(within.unit)?.path.at(-1) ?? within.unit,
      within.from !== '' && n('fromDay', { day: within.from }),
      within.to !== '' && n('toDay', { day: within.to }),
    ]
      .filter(Boolean)
      .join(' · ')
  const decide = async (id: string, approve: boolean) => {
    const answer = await exports.decide(id, approve)
    setFailed(answer.ok ? null : refusedKey(answer))
    onActed()
  }
  const fetchFile = async (id: string) => {
    const file = await exports.fetchFile(id)
    setFailed(file ? null : 'notFetched')
    if (file) saveFile(file, `lianxian-tickets-${id}.xlsx`)
    onActed()
  }
  if (rows.length === 0) return <p className={styles.soft}>{t('none')}</p>
  return (
    <>
      {failed && (
        <Notice tone="red" onDismiss={() => setFailed(null)}>
          {t(failed)}
        </Notice>
      )}
      <ul className={styles.rows} aria-label={t('title')}>
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <div className={styles.words}>
              <strong>
                <Chinese>{row.purpose}</Chinese>
              </strong>
              <span className={styles.soft}>
                {[
                  formatMoment(row.at).slice(5, 16),
                  t('by', { name: row.name, seat: row.seat }),
                  row.decidedBy !== null && t('decidedBy', { seat: row.decidedBy }),
                  row.fetched > 0 && t('fetched', { count: row.fetched }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <span className={styles.soft}>
                <Chinese>{filterText(row.filter)}</Chinese>
              </span>
            </div>
            <span>{t(`state.${row.state}`)}</span>
            <span className={styles.acts}>
              {row.mayFetch && <Button label={t('fetch')} size="small" onPress={() => void fetchFile(row.id)} />}
              {row.mayDecide && (
                <>
                  <Button label={t('approve')} size="small" onPress={() => void decide(row.id, true)} />
                  <Button label={t('refuse')} look="quiet" size="small" onPress={() => void decide(row.id, false)} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
