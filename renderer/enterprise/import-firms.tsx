import { useState } from 'react'
import type { EnterpriseImportResult } from '#shared/contract/rest/enterprises.schema.ts'
import { firmColumns } from '#shared/enterprise/firm-csv.rules.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TableImport } from '../ui/table-import.tsx'
import type { EnterpriseDesk } from './enterprise-desk.ts'
import { importTexts } from './import.texts.ts'

interface ImportFirmsProps {
  readonly take: NonNullable<EnterpriseDesk['take']>
  readonly onTaken: () => void
}

/** Taking rows into the register, behind a button. */
export function ImportFirms({ take, onTaken }: ImportFirmsProps) {
  const t = useTexts(importTexts)
  const [open, setOpen] = useState(false)
  const say = ({ outcome, wrong, added, changed }: EnterpriseImportResult): string => {
    if (outcome === 'checked') return wrong === 0 ? t('good', { added, changed }) : t('bad', { wrong })
    return outcome === 'imported' ? t('imported', { added, changed }) : t('unchanged')
  }
  return (
    <>
      <Button label={t('import')} aria-haspopup="dialog" onPress={() => setOpen(true)} />
      <Dialog title={t('import')} size="large" isOpen={open} onClose={() => setOpen(false)}>
        <TableImport
          word={t}
          say={say}
          columns={firmColumns}
          fieldName={(field) => t(`field.${field}`)}
          reasonName={(reason) => t(`reason.${reason}`)}
          send={take}
          onTaken={onTaken}
        />
      </Dialog>
    </>
  )
}
