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

/** What the words of an import are asked by. */
type TableWord =
  | 'import'
  | 'file'
  | 'columns'
  | 'checking'
  | 'tooLarge'
  | 'refused'
  | 'take'
  | 'line'
  | 'field'
  | 'reason'

interface TableImportProps<Report extends TableReport, Column extends string> {
  readonly word: (name: TableWord) => string
  /** The columns a table may have, by key. */
  readonly columns: Readonly<Record<Column, string>>
  /** What came of it, in a sentence. */
  readonly say: (report: Report) => string
  /** A column in words; `file`: the table as a whole. */
  readonly fieldName: (field: Column | 'file') => string
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
export function TableImport<Report extends TableReport, Column extends string>(
  props: TableImportProps<Report, Column>,
) {
  const { word, say, send, onTaken } = props
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
    if (phase.kind === 'checking') return word('checking')
    if (phase.kind === 'too-large') return word('tooLarge')
    if (phase.kind === 'refused') return word('refused')
    return phase.kind === 'read' || phase.kind === 'taken' ? say(phase.report) : ''
  }
  return (
    <section className={styles.import} aria-label={word('import')}>
      <div>
        {/* The browser's own field speaks the browser's language. */}
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          className={hidden.hidden}
          tabIndex={-1}
          aria-label={word('file')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            // The same file, mended, is chosen again.
            event.currentTarget.value = ''
            if (file) void check(file)
          }}
        />
        <Button label={word('file')} onPress={() => input.current?.click()} />
      </div>
      <p className={styles.soft}>{word('columns')}</p>
      <p role="status" className={styles.soft}>
        {said()}
      </p>
      {phase.kind === 'read' && phase.report.faults.length > 0 && <Faults {...props} faults={phase.report.faults} />}
      {phase.kind === 'read' && phase.report.wrong === 0 && (
        <div>
          <Button label={word('take')} look="solid" onPress={() => void take(phase)} />
        </div>
      )}
    </section>
  )
}

type FaultsProps<Report extends TableReport, Column extends string> = Pick<
  TableImportProps<Report, Column>,
  'word' | 'columns' | 'fieldName' | 'reasonName'
> & { readonly faults: Report['faults'] }

function Faults<Report extends TableReport, Column extends string>({
  word,
  columns,
  fieldName,
  reasonName,
  faults,
}: FaultsProps<Report, Column>) {
  // A column this desk does not know yet is called as the server calls it.
  const nameOf = (field: string): string =>
    field === 'file' || Object.hasOwn(columns, field) ? fieldName(field as Column | 'file') : field
  return (
    <div className={styles.report}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{word('line')}</th>
            <th scope="col">{word('field')}</th>
            <th scope="col">{word('reason')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ line, field, reason }) => (
            <tr key={`${line} ${field} ${reason}`}>
              <td>{line}</td>
              <td>{nameOf(field)}</td>
              <td>{reasonName(reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
