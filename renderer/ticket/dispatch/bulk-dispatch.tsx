import { useEffect, useState } from 'react'
import type { DispatchPlan } from '#shared/contract/rest/dispatch.schema.ts'
import { Chinese } from '../../i18n/chinese.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { loopTexts } from '../loop/loop.texts.ts'
import type { LoopDesk } from '../loop/loop-desk.ts'
import { refusalKey } from '../loop/refusal-text.ts'
import type { TicketData } from '../ticket-data.ts'
import styles from './dispatch.module.css'
import { dispatchTexts } from './dispatch.texts.ts'
import type { Selection } from './use-selection.ts'

interface BulkProps {
  readonly desk: LoopDesk
  readonly data: TicketData | null
  readonly selection: Selection
  /** Tickets may have moved. */
  readonly onActed: () => void
}

/** Most tickets of one go: what a person can look through before he says yes. */
const most = 100

/** How many are selected, and sending each to the unit the rules say. */
export function BulkBar({ desk, data, selection, onActed }: BulkProps) {
  const t = useTexts(dispatchTexts)
  const [open, setOpen] = useState<readonly string[] | null>(null)
  const count = selection.chosen.size
  const close = (acted: boolean) => {
    setOpen(null)
    // What was sent leaves the list, and so the selection; what was refused, or not reached, stays chosen.
    if (acted) onActed()
  }
  return (
    <div className={styles.bar}>
      <span role="status">{t('chosen', { count })}</span>
      {count > 0 && (
        <>
          <Button label={t('bulk')} size="small" onPress={() => setOpen([...selection.chosen].slice(0, most))} />
          <Button label={t('clear')} look="quiet" size="small" onPress={selection.clear} />
        </>
      )}
      {open && <BulkDialog desk={desk} data={data} tickets={open} onClose={close} />}
    </div>
  )
}

type Planned = DispatchPlan['plan'][number]
type Outcome = { readonly done: true } | { readonly done: false; readonly why: Parameters<typeof refusalKey>[0] }

interface BulkDialogProps extends Pick<BulkProps, 'desk' | 'data'> {
  readonly tickets: readonly string[]
  readonly onClose: (acted: boolean) => void
}

/** What the rules say of the tickets; undefined: asked, null: no answer came. */
function usePlan({ rules }: LoopDesk, tickets: readonly string[]): readonly Planned[] | null | undefined {
  const [plan, setPlan] = useState<readonly Planned[] | null>()
  useEffect(() => {
    const asked = new AbortController()
    void rules?.plan(tickets, asked.signal).then((answer) => {
      if (!asked.signal.aborted) setPlan(answer.ok ? answer.value.plan : null)
    })
    return () => asked.abort()
  }, [rules, tickets])
  return plan
}

/** Lists each ticket with its unit, asks, sends one after the other, and reports on each: what is refused stays, the rest is done. */
function BulkDialog({ desk, data, tickets, onClose }: BulkDialogProps) {
  const t = useTexts(dispatchTexts)
  const plan = usePlan(desk, tickets)
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [phase, setPhase] = useState<'asking' | 'sending' | 'done'>('asking')
  const clear = (plan ?? []).flatMap(({ unit, ...of }) => (unit === null ? [] : [{ ...of, unit }]))
  const send = async () => {
    setPhase('sending')
    for (const { ticketNo, rev, unit, coUnits, basis } of clear) {
      const act = { act: 'dispatch', unit, complex: false, basis, coUnits } as const
      const answer = await desk.act({ ticketNo, rev, act })
      const outcome: Outcome = answer.ok ? { done: true } : { done: false, why: answer }
      setOutcomes((now) => new Map(now).set(ticketNo, outcome))
    }
    setPhase('done')
  }
  const acted = phase !== 'asking'
  const done = [...outcomes.values()].filter((one) => one.done).length
  const said = (): string => {
    if (plan === undefined) return t('planning')
    if (plan === null) return t('failed')
    if (plan.length === 0) return t('bulkNone')
    if (phase === 'sending') return t('sending', { done: outcomes.size, count: clear.length })
    return phase === 'done' ? t('doneReport', { done, left: plan.length - done }) : ''
  }
  return (
    <Dialog
      title={t('bulkTitle', { count: clear.length })}
      size="large"
      isOpen
      onClose={() => phase !== 'sending' && onClose(acted)}
      actions={
        phase === 'done' ? (
          <Button label={t('close')} look="solid" onPress={() => onClose(true)} />
        ) : (
          <>
            <Button
              label={t('cancel')}
              disabledReason={phase === 'sending' ? said() : undefined}
              onPress={() => onClose(false)}
            />
            <Button
              label={t('send', { count: clear.length })}
              look="solid"
              disabledReason={clear.length === 0 || phase === 'sending' ? said() : undefined}
              onPress={() => void send()}
            />
          </>
        )
      }
    >
      <p role="status" className={styles.soft}>
        {said()}
      </p>
      {plan && plan.length > 0 && <PlanTable plan={plan} outcomes={outcomes} data={data} />}
    </Dialog>
  )
}

interface PlanTableProps {
  readonly plan: readonly Planned[]
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly data: TicketData | null
}

function PlanTable({ plan, outcomes, data }: PlanTableProps) {
  const t = useTexts(dispatchTexts)
  const l = useTexts(loopTexts)
  const unitName = (id: string): string => data?.units.get(id)?.path.at(-1) ?? id
  const outcomeText = ({ ticketNo, unit }: Planned): string => {
    const outcome = outcomes.get(ticketNo)
    if (outcome === undefined) return unit === null ? t('result.unclear') : t('result.waits')
    return outcome.done ? t('result.done') : t('result.refused', { why: l(refusalKey(outcome.why)) })
  }
  return (
    <div className={styles.report}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['ticketNo', 'title', 'unit', 'outcome'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.map((one) => (
            <tr key={one.ticketNo}>
              <td>{one.ticketNo}</td>
              <td>
                <Chinese>{one.title}</Chinese>
              </td>
              <td>
                <Chinese>{one.unit === null ? '—' : [one.unit, ...one.coUnits].map(unitName).join('、')}</Chinese>
              </td>
              <td>{outcomeText(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
