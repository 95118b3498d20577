import type { DayFigures, DayTicket } from '#shared/contract/rest/day.schema.ts'
import type { CallbackRow, DraftsRow } from '#shared/contract/socket/topics.ts'
import { formatWhen } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { dayTexts } from './day.texts.ts'
import type { DayDesk } from './day-desk.ts'
import { DayList, DayRow } from './day-list.tsx'

/** The server's clock of the moment, ms since the epoch, and how far it is ahead of this computer's. */
interface Moment {
  readonly now: number
  readonly aheadMs: number
}
const shown = (at: number, { now, aheadMs }: Moment) => formatWhen(at - aheadMs, now - aheadMs)

interface DraftsProps extends Pick<DayDesk, 'openDraft'> {
  readonly drafts: readonly DraftsRow[]
  readonly moment: Moment
}

/** Drafts that are not handed in, oldest first. */
export function UnfinishedDrafts({ drafts, openDraft, moment }: DraftsProps) {
  const t = useTexts(dayTexts)
  const open = drafts.filter(({ ticketNo }) => ticketNo === null).toSorted((a, b) => a.updatedAt - b.updatedAt)
  return (
    <DayList title={t('drafts')} total={open.length} none={t('drafts.none')}>
      {open.map(({ draftId, title, updatedAt, from }) => {
        const text = title === '' ? t('untitled') : title
        const act = openDraft && { label: t('drafts.open', { title: text }), onPress: () => openDraft(draftId) }
        const when = shown(updatedAt, moment)
        const aside = from ? t('writtenFrom', { when, name: from.name, seat: from.seat }) : t('written', { when })
        return <DayRow key={draftId} text={text} aside={aside} open={act} />
      })}
    </DayList>
  )
}

interface TicketsProps {
  readonly tickets: NonNullable<DayFigures['tickets']>
  readonly moment: Moment
}

const nameOf = ({ ticketNo, title }: DayTicket) => `${ticketNo} ${title}`

/** What came back, and what is near its limit. */
export function WaitingTickets({ tickets: { sentBack, pressing }, moment }: TicketsProps) {
  const t = useTexts(dayTexts)
  const link = { href: '#/tickets', text: t('toTickets') }
  return (
    <>
      <DayList title={t('sentBack')} total={sentBack.total} none={t('sentBack.none')} link={link}>
        {sentBack.first.map((one) => (
          <DayRow
            key={one.ticketNo}
            text={nameOf(one)}
            aside={t('sentBackAt', { when: shown(one.changedAt, moment) })}
            alarming
          />
        ))}
      </DayList>
      <DayList title={t('pressing')} total={pressing.total} none={t('pressing.none')} link={link}>
        {pressing.first.map((one) => {
          const dueAt = one.dueAt ?? moment.now
          const over = dueAt < moment.now
          const aside = t(over ? 'overdue' : 'due', { when: shown(dueAt, moment) })
          return <DayRow key={one.ticketNo} text={nameOf(one)} aside={aside} alarming={over} />
        })}
      </DayList>
    </>
  )
}

interface CallbacksProps {
  readonly rows: ReadonlyMap<string, CallbackRow>
  readonly seat: string
  readonly moment: Moment
}

/** Callback tasks the seat has taken or promised, nearest first. */
export function MyCallbacks({ rows, seat, moment }: CallbacksProps) {
  const t = useTexts(dayTexts)
  const mine = [...rows.values()]
    .filter((row) => row.seat === seat || row.promisedBy === seat)
    .toSorted((a, b) => a.dueAt - b.dueAt)
  return (
    <DayList
      title={t('callbacks')}
      total={mine.length}
      none={t('callbacks.none')}
      link={{ href: '#/calls', text: t('toCalls') }}
    >
      {mine.map(({ taskId, number, note, dueAt, promisedBy }) => {
        const over = dueAt < moment.now
        const kind = t(promisedBy === seat ? 'promised' : 'held')
        const text = [number, kind, note].filter((part) => part !== '').join(' · ')
        const aside = t(over ? 'overdue' : 'due', { when: shown(dueAt, moment) })
        return <DayRow key={taskId} text={text} aside={aside} alarming={over} />
      })}
    </DayList>
  )
}
