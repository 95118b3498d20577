import { useRef, useState } from 'react'
import type { DispatchImportResult } from '#shared/contract/rest/dispatch.schema.ts'
import { dispatchColumns } from '#shared/ticket/dispatch/dispatch-csv.rules.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import hidden from '../../ui/visually-hidden.module.css'
import styles from './dispatch.module.css'
import { dispatchTexts } from './dispatch.texts.ts'
import type { DispatchDesk } from './dispatch-desk.ts'
import { packedFile } from './packed-file.ts'

type Phase =
  | { readonly kind: 'none' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'read'; readonly name: string; readonly packed: string; readonly report: DispatchImportResult }
  | { readonly kind: 'taken'; readonly report: DispatchImportResult }

const fieldKey = (field: string) => {
  const known = [...(Object.keys(dispatchColumns) as (keyof typeof dispatchColumns)[]), 'file' as const]
  const key = known.find((one) => one === field)
  return key === undefined ? null : (`field.${key}` as const)
}

/** Taking in a file of rules: it is checked first, every fault with its line; only a whole one can be put in force. */
export function ImportRules({ rules }: { readonly rules: DispatchDesk }) {
  const t = useTexts(dispatchTexts)
  const [phase, setPhase] = useState<Phase>({ kind: 'none' })
  const input = useRef<HTMLInputElement>(null)
  const check = async (file: File) => {
    setPhase({ kind: 'checking' })
    const packed = await packedFile(file)
    if (packed === null) return setPhase({ kind: 'too-large' })
    const answer = await rules.take({ name: file.name.slice(-200), file: packed, check: true })
    setPhase(answer.ok ? { kind: 'read', name: file.name, packed, report: answer.result } : { kind: 'refused' })
  }
  const take = async (read: Extract<Phase, { kind: 'read' }>) => {
    setPhase({ kind: 'checking' })
    const answer = await rules.take({ name: read.name.slice(-200), file: read.packed, check: false })
    setPhase(answer.ok ? { kind: 'taken', report: answer.result } : { kind: 'refused' })
  }
  const said = (): string => {
    if (phase.kind === 'checking') return t('checking')
    if (phase.kind === 'too-large') return t('tooLarge')
    if (phase.kind === 'refused') return t('refused')
    if (phase.kind === 'none') return ''
    const { outcome, rows, wrong, version } = phase.report
    if (outcome === 'checked') return wrong === 0 ? t('good', { rows }) : t('bad', { wrong })
    return outcome === 'imported' ? t('imported', { rows, version }) : t('unchanged')
  }
  return (
    <section className={styles.import} aria-label={t('import')}>
      <div>
        {/* The browser's own field speaks the browser's language. */}
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          className={hidden.hidden}
          tabIndex={-1}
          aria-label={t('file')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            // The same file, mended, is chosen again.
            event.currentTarget.value = ''
            if (file) void check(file)
          }}
        />
        <Button label={t('file')} onPress={() => input.current?.click()} />
      </div>
      <p className={styles.soft}>{t('columns')}</p>
      <p role="status" className={styles.soft}>
        {said()}
      </p>
      {phase.kind === 'read' && phase.report.faults.length > 0 && <Faults report={phase.report} />}
      {phase.kind === 'read' && phase.report.wrong === 0 && (
        <div>
          <Button label={t('take')} look="solid" onPress={() => void take(phase)} />
        </div>
      )}
    </section>
  )
}

function Faults({ report }: { readonly report: DispatchImportResult }) {
  const t = useTexts(dispatchTexts)
  return (
    <div className={styles.report}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('line')}</th>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('reason')}</th>
          </tr>
        </thead>
        <tbody>
          {report.faults.map(({ line, field, reason }) => {
            const key = fieldKey(field)
            return (
              <tr key={`${line} ${field} ${reason}`}>
                <td>{line}</td>
                <td>{key === null ? field : t(key)}</td>
                <td>{t(`reason.${reason}`)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
