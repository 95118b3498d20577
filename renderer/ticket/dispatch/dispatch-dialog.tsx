import { useEffect, useState } from 'react'
import { askedHours, type DispatchExplained } from '#shared/contract/rest/dispatch.schema.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { LoopDesk } from '../loop/loop-desk.ts'
import { PathBox } from '../path-box.tsx'
import type { TicketData } from '../ticket-data.ts'
import styles from './dispatch.module.css'
import { dispatchTexts } from './dispatch.texts.ts'
import type { DispatchDesk, RulesQuestion } from './dispatch-desk.ts'
import { Explained } from './explained.tsx'
import { ImportRules } from './import-rules.tsx'

interface RulesProps {
  readonly desk: LoopDesk
  readonly data: TicketData | null
}

const mayAsk: readonly string[] = ['dispatcher', 'supervisor']

/** Opens the test of the rules, for who dispatches; who supervises takes files in there as well. */
export function DispatchRulesButton({ desk, data }: RulesProps) {
  const t = useTexts(dispatchTexts)
  const [open, setOpen] = useState(false)
  const { rules, role } = desk
  if (rules === undefined || !mayAsk.includes(role)) return null
  return (
    <>
      <Button label={t('rules')} aria-haspopup="dialog" onPress={() => setOpen(true)} />
      <Dialog title={t('rules')} size="large" isOpen={open} onClose={() => setOpen(false)}>
        <RulesTest rules={rules} data={data} />
        {role === 'supervisor' && <ImportRules rules={rules} />}
      </Dialog>
    </>
  )
}

type Found = { readonly kind: 'none' | 'failed' } | { readonly kind: 'found'; readonly answer: DispatchExplained }

function useExplained(rules: DispatchDesk, { matter, place, day, hours }: RulesQuestion): Found {
  const [found, setFound] = useState<Found>({ kind: 'none' })
  useEffect(() => {
    if (matter === '') return setFound({ kind: 'none' })
    const asked = new AbortController()
    void rules.explain({ matter, place, day, hours }, asked.signal).then((answer) => {
      if (!asked.signal.aborted) setFound(answer.ok ? { kind: 'found', answer: answer.value } : { kind: 'failed' })
    })
    return () => asked.abort()
  }, [rules, matter, place, day, hours])
  return found
}

/** Which unit gets this matter in this place on this day, and why. */
function RulesTest({ rules, data }: { readonly rules: DispatchDesk; readonly data: TicketData | null }) {
  const t = useTexts(dispatchTexts)
  const [question, setQuestion] = useState<RulesQuestion>({ matter: '', place: '', day: '', hours: 'now' })
  const found = useExplained(rules, question)
  const path = (field: 'matter' | 'place', of: 'matters' | 'places') => (
    <PathBox
      data={data}
      of={of}
      label={t(field)}
      value={question[field]}
      onChange={(id) => setQuestion((now) => ({ ...now, [field]: id }))}
    />
  )
  return (
    <>
      <div className={styles.fields}>
        {path('matter', 'matters')}
        {path('place', 'places')}
        <TextField
          type="date"
          label={t('day')}
          description={t('dayHint')}
          value={question.day}
          onChange={(day) => setQuestion((now) => ({ ...now, day }))}
        />
        <SelectField
          label={t('hours')}
          value={question.hours}
          options={askedHours.map((value) => ({ value, label: t(`hours.${value}`) }))}
          onChange={(hours) => setQuestion((now) => ({ ...now, hours }))}
        />
      </div>
      {found.kind === 'found' ? (
        <Explained answer={found.answer} data={data} />
      ) : (
        <div className={styles.explained} role="status">
          <p className={styles.soft}>{t(found.kind === 'failed' ? 'failed' : 'choose')}</p>
        </div>
      )}
    </>
  )
}
