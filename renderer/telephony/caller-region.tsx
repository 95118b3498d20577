import type { ReactNode } from 'react'
import type { CallRow } from '#shared/contract/socket/topics.ts'
import { regionOf } from '#shared/kit/number-region.ts'
import { Chinese } from '../i18n/chinese.tsx'
import { formatClock, formatDuration, formatMoment } from '../i18n/format.ts'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { HandsetIcon } from '../ui/icons/phone.tsx'
import { AskedIn } from './asked-in/asked-in.tsx'
import type { CallStore } from './call.store.ts'
import { callerLeg, callerView } from './caller.rules.ts'
import { CallerHistory, type TicketWords } from './caller-history.tsx'
import styles from './caller-region.module.css'
import { CameWith } from './came-with/came-with.tsx'
import { HandedBy } from './handed-by.tsx'
import type { PhoneStore } from './phone.store.ts'
import { telephonyTexts } from './telephony.texts.ts'
import { useCallOf, usePhone } from './use-telephony.ts'

interface CallerRegionProps extends TicketWords {
  readonly phone: PhoneStore
  readonly calls: CallStore
  /** The call that is wrapped up: it stays here until the wrap-up ends. */
  readonly lastCallId: string | null
  /** This seat is a lead's, in another seat's call: of its own call there is nothing to know. Default: it is not. */
  readonly listensIn?: boolean
  /** What can be done with the call besides the bar's tools; shown while one is up. */
  readonly actions?: ReactNode
  /** A ticket's type in words. */
  readonly sayType: (type: string) => string
  /** The enterprise the number belongs to. */
  readonly showFirm?: ((call: Pick<CallRow, 'firm' | 'queuedAt'>) => ReactNode) | undefined
  /** Beside the number: what can be done with it. */
  readonly beside?: ((call: { readonly callId: string; readonly number: string }) => ReactNode) | undefined
}

/** `Caller 来电人`: who calls, how often, how long they waited, and what they asked for before. */
export function CallerRegion(props: CallerRegionProps) {
  const { phone, calls, lastCallId, listensIn = false, actions, showFirm, beside, ...words } = props
  const t = useTexts(telephonyTexts)
  const leg = usePhone(phone, ({ snapshot }) => callerLeg(snapshot))
  const live = useCallOf(calls, leg?.sipCallId)
  const last = useCallOf(calls, undefined, lastCallId)
  const row = leg ? live : last
  const view = callerView(leg, row)
  // A colleague who asks this seat in: how often they called says nothing, what the citizen wants does.
  const asked = row?.direction === 'in' ? row.about : null
  return (
    <section className={styles.region} aria-label={t('caller')}>
      <h2 className={styles.head}>{t('caller')}</h2>
      {view ? (
        <div className={styles.body}>
          <p className={styles.number}>{view.title === null ? t('noNumber') : <Chinese>{view.title}</Chinese>}</p>
          {row?.number != null && beside && (
            <div className={styles.acts}>{beside({ callId: row.callId, number: row.number })}</div>
          )}
          {asked?.summary && <AskedIn summary={asked.summary} sayType={words.sayType} />}
          {row?.cameWith && <CameWith cameWith={row.cameWith} />}
          {row?.handedBy && <HandedBy handedBy={row.handedBy} />}
          {row === undefined && <p className={styles.soft}>{t(listensIn ? 'listensIn' : 'looking')}</p>}
          {row && !asked && <Facts row={row} />}
          {leg?.state === 'established' && !listensIn && <div className={styles.actions}>{actions}</div>}
          {row?.firm && !asked && showFirm?.(row)}
          {row && !asked && <CallerHistory row={row} {...words} />}
        </div>
      ) : (
        <EmptyState icon={<HandsetIcon />} title={t('callerEmpty')}>
          {t('callerEmptyHint')}
        </EmptyState>
      )}
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Facts({ row }: { readonly row: CallRow }) {
  const t = useTexts(telephonyTexts)
  const language = useLanguage()
  const region = row.number === null ? null : regionOf(row.number)
  const waited = (row.answeredAt ?? row.offeredAt ?? row.queuedAt) - row.queuedAt
  return (
    <dl className={styles.facts}>
      {row.direction === 'out' ? (
        <Fact name={t('queue')}>{t('outgoing')}</Fact>
      ) : (
        row.queue !== null && (
          <Fact name={t('queue')}>
            <Chinese>{row.queue}</Chinese>
          </Fact>
        )
      )}
      {row.direction === 'in' && <Fact name={t('waited')}>{formatDuration(waited, language)}</Fact>}
      {row.answeredAt !== null && (
        <Fact name={t('answeredAt')}>
          <time title={formatMoment(row.answeredAt)}>{formatClock(row.answeredAt)}</time>
        </Fact>
      )}
      {region !== null && (
        <Fact name={t('region')}>
          <Chinese>{region}</Chinese>
        </Fact>
      )}
      {row.sentTo !== null && <Fact name={t('sentTo')}>{row.sentTo}</Fact>}
      {row.number !== null && (
        <Fact name={t('callsToday')}>
          {row.callsToday === 0 ? t('firstToday') : t('times', { count: row.callsToday })}
        </Fact>
      )}
      {row.number !== null && (
        <Fact name={t('callsIn7Days')}>
          {row.callsIn7Days === 0 ? t('firstIn7Days') : t('times', { count: row.callsIn7Days })}
        </Fact>
      )}
    </dl>
  )
}
