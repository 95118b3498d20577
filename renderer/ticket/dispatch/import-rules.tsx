import type { DispatchImportResult } from '#shared/contract/rest/dispatch.schema.ts'
import { dispatchColumns } from '#shared/ticket/dispatch/dispatch-csv.rules.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { TableImport } from '../../ui/table-import.tsx'
import styles from './dispatch.module.css'
import { dispatchTexts } from './dispatch.texts.ts'
import type { DispatchDesk } from './dispatch-desk.ts'

const fieldKey = (field: string) => {
  const known = [...(Object.keys(dispatchColumns) as (keyof typeof dispatchColumns)[]), 'file' as const]
  const key = known.find((one) => one === field)
  return key === undefined ? null : (`field.${key}` as const)
}

/** Taking in a file of rules: all of it, in the place of those in force. */
export function ImportRules({ rules }: { readonly rules: DispatchDesk }) {
  const t = useTexts(dispatchTexts)
  const say = ({ outcome, rows, wrong, version }: DispatchImportResult): string => {
    if (outcome === 'checked') return wrong === 0 ? t('good', { rows }) : t('bad', { wrong })
    return outcome === 'imported' ? t('imported', { rows, version }) : t('unchanged')
  }
  return (
    <div className={styles.import}>
      <TableImport<DispatchImportResult>
        words={{
          import: t('import'),
          file: t('file'),
          columns: t('columns'),
          checking: t('checking'),
          tooLarge: t('tooLarge'),
          refused: t('refused'),
          take: t('take'),
          line: t('line'),
          field: t('field'),
          reason: t('reason'),
        }}
        say={say}
        fieldName={(field) => {
          const key = fieldKey(field)
          return key === null ? field : t(key)
        }}
        reasonName={(reason) => t(`reason.${reason}`)}
        send={rules.take}
      />
    </div>
  )
}
