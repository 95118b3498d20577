import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { TicketDetail } from '#shared/contract/rest/tickets.schema.ts'
import type { FieldFault } from '#shared/contract/socket/envelope.ts'
import { hallDay } from '#shared/kit/hall-day.ts'
import { type RevisitScript, revisitScript } from '#shared/ticket/revisit-script.ts'
import type { PersonActName } from '#shared/ticket/ticket-act.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { isComposing } from '../../ui/composing.ts'
import { Notice } from '../../ui/notice.tsx'
import type { TicketData } from '../ticket-data.ts'
import { ActField } from './act-field.tsx'
import { type ActValues, actFields, firstValues, missingFields, shownFields, toAct } from './act-forms.rules.ts'
import styles from './loop.module.css'
import { loopTexts } from './loop.texts.ts'
import type { LoopDesk } from './loop-desk.ts'
import { faultAt, keyOf, refusalKey } from './refusal-text.ts'
import { ScriptLines } from './script-lines.tsx'

interface ActPanelProps {
  readonly detail: TicketDetail
  readonly desk: Pick<LoopDesk, 'act' | 'seat' | 'callCitizen'>
  readonly data: TicketData | null
  /** The ticket may have moved: read it again. */
  readonly onActed: () => void
}

type Said = { readonly tone: 'green' | 'red'; readonly text: string } | null

/** What this person may do with the ticket now: a button an act, with its small form, and the refusal in words. */
export function ActPanel({ detail, desk, data, onActed }: ActPanelProps) {
  const t = useTexts(loopTexts)
  // A revisit that runs is talked along its form.
  const [open, setOpen] = useState<PersonActName | null>('revisit-result')
  const [values, setValues] = useState<ActValues>(() => firstValues('revisit-result', detail))
  // A row that is only looked at keeps the focus in the list.
  const [pressed, setPressed] = useState(false)
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [said, setSaid] = useState<Said>(null)
  const [busy, setBusy] = useState(false)
  const name = (act: PersonActName) => t(`act.${act}`)

  const start = (act: PersonActName) => {
    setPressed(true)
    setSaid(null)
    setFaults([])
    if (actFields[act].length === 0) return void send(act, {})
    setValues(firstValues(act, detail))
    setOpen(act)
  }
  const send = async (act: PersonActName, words: ActValues) => {
    if (busy) return
    const missing = missingFields(act, words)
    setFaults(missing.map((field) => ({ field, rule: 'required' })))
    if (missing.length > 0) return
    setBusy(true)
    const answer = await desk.act({ ticketNo: detail.ticketNo, rev: detail.rev, act: toAct(act, words) })
    setBusy(false)
    if (answer.ok) {
      setOpen('revisit-result')
      setValues(firstValues('revisit-result', detail))
      setSaid({ tone: 'green', text: t('done', { act: name(act) }) })
    } else {
      setFaults(answer.faults)
      setSaid({ tone: 'red', text: t(refusalKey(answer)) })
    }
    if (answer.ok || answer.reason !== 'bad-input') onActed()
  }
  const { acts } = detail.loop
  const shown = open !== null && acts.includes(open) ? open : null
  if (acts.length === 0 && said === null) return null
  return (
    <section className={styles.acts} aria-label={t('acts')}>
      {said && (
        <Notice tone={said.tone} onDismiss={() => setSaid(null)}>
          {said.text}
        </Notice>
      )}
      <div className={styles.buttons}>
        {acts.map((act, index) => (
          <Button
            key={act}
            label={name(act)}
            look={index === 0 ? 'solid' : 'plain'}
            size="small"
            aria-expanded={actFields[act].length > 0 ? shown === act : undefined}
            disabledReason={busy ? t('sending') : undefined}
            onPress={() => (shown === act ? setOpen(null) : start(act))}
          />
        ))}
      </div>
      {shown !== null && (
        <ActForm
          key={shown}
          act={shown}
          takesFocus={pressed}
          script={shown === 'revisit-result' ? scriptOf(detail, data, desk.seat) : null}
          beside={shown === 'revisit-result' && desk.callCitizen?.(detail.ticketNo)}
          values={values}
          faults={faults}
          busy={busy}
          data={data}
          onChange={(field, value) => setValues((now) => ({ ...now, [field]: value }))}
          onSend={() => void send(shown, values)}
          onCancel={() => setOpen(null)}
        />
      )}
    </section>
  )
}

/** The words of a revisit of this ticket. */
function scriptOf({ submittedAt, matter }: TicketDetail, data: TicketData | null, seat: string): RevisitScript {
  const [, month, day] = hallDay(submittedAt).day.split('-')
  return revisitScript({
    seat,
    day: `${Number(month)}月${Number(day)}日`,
    matter: data?.matters.get(matter)?.path.at(-1) ?? '',
  })
}

interface ActFormProps {
  readonly act: PersonActName
  readonly takesFocus: boolean
  /** What is said along the form; null: nothing. */
  readonly script: RevisitScript | null
  /** What stands over the form. */
  readonly beside: ReactNode
  readonly values: ActValues
  readonly faults: readonly FieldFault[]
  readonly busy: boolean
  readonly data: TicketData | null
  readonly onChange: (field: string, value: string) => void
  readonly onSend: () => void
  readonly onCancel: () => void
}

function ActForm({
  act,
  takesFocus,
  script,
  beside,
  values,
  faults,
  busy,
  data,
  onChange,
  onSend,
  onCancel,
}: ActFormProps) {
  const t = useTexts(loopTexts)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (takesFocus) form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus()
  }, [takesFocus])
  useEffect(() => {
    if (faults.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [faults])
  const label = t('confirm', { act: t(`act.${act}`) })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isComposing(event.nativeEvent) || event.defaultPrevented) return
    event.preventDefault()
    onCancel()
  }
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t(`act.${act}`)}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      {beside}
      {script && <ScriptLines lines={script.before} />}
      {shownFields(act, values).map((field) => {
        const fault = faultAt(faults, field)
        const named = keyOf('field', field.name)
        const words = named === null ? field.name : t(named)
        const key = fault && keyOf('refused', fault.rule)
        const error =
          fault &&
          (fault.rule === 'required' ? t('missing', { field: words }) : key ? t(key) : t('wrong', { field: words }))
        const say = script?.questions[field.name as keyof RevisitScript['questions']]
        return (
          <Fragment key={field.name}>
            {say && <ScriptLines lines={[say]} />}
            <ActField
              field={field}
              value={values[field.name] ?? ''}
              onChange={(value) => onChange(field.name, value)}
              error={error}
              data={data}
            />
          </Fragment>
        )
      })}
      {script && <ScriptLines lines={script.after} />}
      <div className={styles.buttons}>
        <Button label={label} look="solid" type="submit" disabledReason={busy ? t('sending') : undefined} />
        <Button label={t('cancel')} look="quiet" onPress={onCancel} />
      </div>
    </form>
  )
}
