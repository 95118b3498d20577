import type { DispatchImportResult } from '#shared/contract/rest/dispatch.schema.ts'
import { dispatchColumns } from '#shared/ticket/dispatch/dispatch-csv.rules.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { TableImport } from '../../ui/table-import.tsx'
import styles from './dispatch.module.css'
import { dispatchTexts } from './dispatch.texts.ts'
import type { DispatchDesk } from './dispatch-desk.ts'

/** Taking in a file of rules: all of it, in the place of those in force. */
export function ImportRules({ rules }: { readonly rules: DispatchDesk }) {
  const t = useTexts(dispatchTexts)
  const say = ({ outcome, rows, wrong, version }: DispatchImportResult): string => {
    if (outcome === 'checked') return wrong === 0 ? t('good', { rows }) : t('bad', { wrong })
    return outcome === 'imported' ? t('imported', { rows, version }) : t('unchanged')
  }
  return (
    <div className={styles.import}>
      <TableImport
        word={t}
        say={say}
        columns={dispatchColumns}
        fieldName={(field) => t(`field.${field}`)}
        reasonName={(reason) => t(`reason.${reason}`)}
        send={rules.take}
      />
    </div>
  )
}
