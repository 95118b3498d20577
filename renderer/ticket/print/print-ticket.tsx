import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { formatMoment } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { useKey } from '../../ui/keys/use-key.ts'
import { Notice } from '../../ui/notice.tsx'
import { loopTexts } from '../loop/loop.texts.ts'
import type { LoopDesk, PrintMark } from '../loop/loop-desk.ts'
import { refusalKey } from '../loop/refusal-text.ts'
import styles from './print.module.css'
import { printTexts } from './print.texts.ts'

interface PrintTicketProps {
  readonly ticketNo: string
  readonly print: LoopDesk['print']
  /** The ticket as this reader may see it. */
  readonly children: ReactNode
  /** It stands on the ticket's trail now. */
  readonly onAsked: () => void
}

/** Prints a ticket, after the trail knows of it. Nothing else of the desk can be printed. */
export function PrintTicket({ ticketNo, print, children, onAsked }: PrintTicketProps) {
  const t = useTexts(printTexts)
  const l = useTexts(loopTexts)
  const [mark, setMark] = useState<PrintMark | null>(null)
  const [refused, setRefused] = useState<Parameters<typeof l>[0] | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    if (busy) return
    setBusy(true)
    const answer = await print(ticketNo)
    setBusy(false)
    setMark(answer.ok ? answer.mark : null)
    setRefused(answer.ok ? null : refusalKey(answer))
    onAsked()
  }
  useEffect(() => {
    if (mark === null) return
    const over = () => setMark(null)
    window.addEventListener('afterprint', over)
    window.print()
    return () => window.removeEventListener('afterprint', over)
  }, [mark])
  const key = useKey('print-ticket', () => void ask())
  return (
    <>
      <Button label={t('print')} look="quiet" size="small" keyHint={key} onPress={() => void ask()} />
      {refused && (
        <Notice tone="red" onDismiss={() => setRefused(null)}>
          {t('refused', { why: l(refused) })}
        </Notice>
      )}
      {mark &&
        createPortal(
          <PrintSheet mark={mark} ticketNo={ticketNo}>
            {children}
          </PrintSheet>,
          document.body,
        )}
    </>
  )
}

/** Marks over one page. */
const tiles = Array.from({ length: 24 }, (_, at) => at)

function PrintSheet({
  mark,
  ticketNo,
  children,
}: Pick<PrintTicketProps, 'ticketNo' | 'children'> & { readonly mark: PrintMark }) {
  const t = useTexts(printTexts)
  const words = { ...mark, time: formatMoment(mark.at) }
  return (
    <article className={styles.sheet} data-print-sheet aria-hidden>
      <div className={styles.marks}>
        {tiles.map((at) => (
          <span key={at}>{t('mark', words)}</span>
        ))}
      </div>
      <h1 className={styles.heading}>{t('heading')}</h1>
      <p className={styles.number}>{ticketNo}</p>
      {children}
      <p className={styles.foot}>{t('foot', words)}</p>
    </article>
  )
}
