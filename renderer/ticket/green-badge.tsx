import type { TicketListRow } from '#shared/contract/rest/tickets.schema.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Tag } from '../ui/tag.tsx'
import { moreTexts } from './more/more.texts.ts'

/** 绿色通道: the ticket's enterprise goes before others of the same urgency. */
export function GreenBadge({ green }: Pick<TicketListRow, 'green'>) {
  const t = useTexts(moreTexts)
  return green ? (
    <>
      <Tag tone="green">{t('green')}</Tag>{' '}
    </>
  ) : null
}
