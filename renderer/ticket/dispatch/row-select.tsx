import { useTexts } from '../../i18n/use-texts.ts'
import { dispatchTexts } from './dispatch.texts.ts'
import type { Selection } from './use-selection.ts'

interface RowSelectProps {
  readonly selection: Selection
  readonly ticketNo: string
}

/** The box that takes a row into the selection; with Shift all rows since the last one. Keys do the same on the row itself. */
export function RowSelect({ selection, ticketNo }: RowSelectProps) {
  const t = useTexts(dispatchTexts)
  return (
    <td>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={t('select', { ticketNo })}
        checked={selection.chosen.has(ticketNo)}
        onChange={(event) => selection.toggle(ticketNo, (event.nativeEvent as MouseEvent).shiftKey)}
        onClick={(event) => event.stopPropagation()}
      />
    </td>
  )
}
