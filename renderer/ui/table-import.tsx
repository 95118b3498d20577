import { useRef, useState } from 'react'
import type { TableFault } from '#shared/kit/table-file.ts'
import { Button } from './button.tsx'
import { packedFile } from './packed-file.ts'
import styles from './table-import.module.css'
import hidden from './visually-hidden.module.css'

/** What is told of a table that was sent. */
export interface TableReport {
  readonly outcome: 'checked' | 'imported' | 'unchanged'
  readonly rows: number
  /** Faults in all; `faults` holds the first of them. */
  readonly wrong: number
  readonly faults: readonly TableFault<string>[]
}

/** A table as it is sent: gzip, base64. `check`: read and reported, nothing changed. */
interface SentTable {
  readonly name: string
  readonly file: string
  readonly check: boolean
}

interface TableImportProps<Report extends TableReport> {
  readonly words: Readonly<
    Record<
      'import' | 'file' | 'columns' | 'checking' | 'tooLarge' | 'refused' | 'take' | 'line' | 'field' | 'reason',
      string
    >
  >
  /** What came of it, in a sentence. */
  readonly say: (report: Report) => string
  readonly fieldName: (field: string) => string
  readonly reasonName: (reason: Report['faults'][number]['reason']) => string
  readonly send: (table: SentTable) => Promise<{ readonly ok: true; readonly result: Report } | { readonly ok: false }>
  /** Something was taken in. */
  readonly onTaken?: (() => void) | undefined
}

type Phase<Report> =
  | { readonly kind: 'none' | 'checking' | 'too-large' | 'refused' }
  | { readonly kind: 'read'; readonly name: string; readonly packed: string; readonly report: Report }
  | { readonly kind: 'taken'; readonly report: Report }

/** Taking in a table: it is checked first, every fault with its line; only a whole one can be taken. */
export function TableImport<Report extends TableReport>(props: TableImportProps<Report>) {
  const { words, say, send, onTaken } = props
  const [phase, setPhase] = useState<Phase<Report>>({ kind: 'none' })
  const input = useRef<HTMLInputElement>(null)
  const check = async (file: File) => {
    setPhase({ kind: 'checking' })
    const packed = await packedFile(file)
    if (packed === null) return setPhase({ kind: 'too-large' })
    const answer = await send({ name: file.name.slice(-200), file: packed, check: true })
    setPhase(answer.ok ? { kind: 'read', name: file.name, packed, report: answer.result } : { kind: 'refused' })
  }
  const take = async (read: Extract<Phase<Report>, { kind: 'read' }>) => {
    setPhase({ kind: 'checking' })
    const answer = await send({ name: read.name.slice(-200), file: read.packed, check: false })
    setPhase(answer.ok ? { kind: 'taken', report: answer.result } : { kind: 'refused' })
    if (answer.ok) onTaken?.()
  }
  const said = (): string => {
    if (phase.kind === 'checking') return words.checking
    if (phase.kind === 'too-large') return words.tooLarge
    if (phase.kind === 'refused') return words.refused
    return phase.kind === 'read' || phase.kind === 'taken' ? say(phase.report) : ''
  }
  return (
    <section className={styles.import} aria-label={words.import}>
      <div>
        {/* The browser's own field speaks the browser's language. */}
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          className={hidden.hidden}
          tabIndex={-1}
          aria-label={words.file}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            // The same file, mended, is chosen again.
            event.currentTarget.value = ''
            if (file) void check(file)
          }}
        />
        <Button label={words.file} onPress={() => input.current?.click()} />
      </div>
      <p className={styles.soft}>{words.columns}</p>
      <p role="status" className={styles.soft}>
        {said()}
      </p>
      {phase.kind === 'read' && phase.report.faults.length > 0 && <Faults {...props} faults={phase.report.faults} />}
      {phase.kind === 'read' && phase.report.wrong === 0 && (
        <div>
          <Button label={words.take} look="solid" onPress={() => void take(phase)} />
        </div>
      )}
    </section>
  )
}

type FaultsProps<Report extends TableReport> = Pick<TableImportProps<Report>, 'words' | 'fieldName' | 'reasonName'> & {
  readonly faults: Report['faults']
}

function Faults<Report extends TableReport>({ words, fieldName, reasonName, faults }: FaultsProps<Report>) {
  return (
    <div className={styles.report}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.reason}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ line, field, reason }) => (
            <tr key={`${line} ${field} ${reason}`}>
              <td>{line}</td>
              <td>{fieldName(field)}</td>
              <td>{reasonName(reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
