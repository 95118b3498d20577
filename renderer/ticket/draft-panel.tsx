import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { TicketField } from '#shared/ticket/ticket-values.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useKey } from '../ui/keys/use-key.ts'
import { attachmentTexts } from './attachment/attachment.texts.ts'
import { DraftFiles } from './attachment/draft-files.tsx'
import { usePendingFiles } from './attachment/use-pending-files.ts'
import type { BesidePhone, FormFiles, FormPart } from './form-parts.ts'
import { DraftTools } from './more/draft-tools.tsx'
import { NearButton } from './near/near-button.tsx'
import type { DraftAdvice } from './near/near-desk.ts'
import { PeopleHere } from './people-here.tsx'
import type { PhraseDesk } from './phrase/phrase-desk.ts'
import { PhraseTool } from './phrase/phrase-tool.tsx'
import { ticketTexts } from './ticket.texts.ts'
import type { TicketData } from './ticket-data.ts'
import type { TicketTab } from './ticket-desk.store.ts'
import type { TicketDesk } from './ticket-desk.ts'
import { TicketFacts } from './ticket-facts.tsx'
import { faultsOf, firstFaulty } from './ticket-faults.ts'
import { TicketForm } from './ticket-form.tsx'
import type { OpenDraft } from './ticket-ports.ts'
import styles from './ticket-region.module.css'
import { useDraftInput } from './use-draft.ts'
import { useDraftPeople } from './use-draft-people.ts'
import { useFieldFocus } from './use-field-focus.ts'

interface DraftPanelProps {
  readonly desk: TicketDesk
  readonly tab: TicketTab
  readonly draft: OpenDraft
  readonly data: TicketData | null
  readonly besidePhone?: BesidePhone | undefined
  readonly advice?: DraftAdvice | undefined
  readonly phrases?: PhraseDesk | undefined
  readonly files?: FormFiles | undefined
}

const refusals = ['bad-input', 'conflict', 'forbidden', 'not-found'] as const
const refusalKey = (reason: string) => {
  const known = refusals.find((one) => one === reason)
  return known === undefined ? ('refused.other' as const) : (`refused.${known}` as const)
}

/** One open draft: its form, and handing it in. */
export function DraftPanel({ desk, tab, draft, data, besidePhone, advice, phrases, files }: DraftPanelProps) {
  const t = useTexts(ticketTexts)
  const f = useTexts(attachmentTexts)
  const input = useDraftInput(draft)
  const controls = useRef(new Map<TicketField, HTMLElement>())
  const form = useRef<HTMLDivElement>(null)
  const [discarding, setDiscarding] = useState(false)
  // Too long is said at once: what goes beyond the field's end is cut off when pasted.
  const own = data === null ? [] : faultsOf(input, data).filter(({ rule }) => tab.tried || rule === 'too-long')
  const faults = own.length > 0 ? own : tab.serverFaults
  const notes = useSyncExternalStore(draft.onChange, draft.notes)
  const { others, focus } = useDraftPeople(desk, tab)
  const { shared } = tab
  useFieldFocus(form, controls, focus)
  const part: FormPart = {
    draft,
    input,
    notes,
    people: others,
    together: shared !== null || others.length > 0 || Object.values(notes.marks).some(({ by }) => by !== draft.seat),
    shared,
    data,
    faults,
    besidePhone,
    advice: shared === null ? advice : undefined,
    files: files && { ...files, into: form },
    keep: (field) => (element) => {
      if (element) controls.current.set(field, element)
      else controls.current.delete(field)
    },
  }
  const focusFirst = (field: TicketField | null) => {
    if (field !== null) controls.current.get(field)?.focus()
  }
  const pending = usePendingFiles(files?.desk, tab.draftId)
  const submit = () => {
    if (data === null || shared !== null || pending > 0) return
    const found = faultsOf(draft.input(), data)
    if (found.length === 0) return void desk.submit(tab.draftId)
    desk.markTried(tab.draftId)
    focusFirst(firstFaulty(found))
  }
  // What the server found is shown like what the form finds.
  useEffect(() => {
    const field = firstFaulty(tab.serverFaults)
    if (field !== null) controls.current.get(field)?.focus()
  }, [tab.serverFaults])
  const handsIn = shared === null ? undefined : t('handsIn', { name: shared.name })
  const blocked = data === null ? t('loading') : (handsIn ?? (pending > 0 ? f('pending') : undefined))
  const key = useKey('submit-ticket', submit, blocked)
  return (
    <>
      <div ref={form} className={styles.scroll}>
        {shared?.right !== 'read' && <TicketForm part={part} />}
        {shared?.right === 'read' && <TicketFacts facts={input} data={data} />}
        {shared?.right === 'read' && part.files && <DraftFiles files={part.files} draftId={tab.draftId} />}
      </div>
      <footer className={styles.foot}>
        {shared === null && <Button label={t('discard')} look="quiet" onPress={() => setDiscarding(true)} />}
        <DraftTools
          draft={draft}
          input={input}
          onSplit={shared === null ? () => desk.split(tab.draftId) : null}
          readOnly={shared?.right === 'read'}
        />
        {phrases && shared?.right !== 'read' && <PhraseTool desk={phrases} part={part} controls={controls} />}
        <PeopleHere people={others} />
        {part.advice && <NearButton part={part} advice={part.advice} />}
        {handsIn !== undefined && <p className={styles.hint}>{handsIn}</p>}
        <p className={styles.say} role="status">
          {tab.refusal !== null && t(refusalKey(tab.refusal))}
          {tab.refusal === null && faults.length > 0 && t('faults', { count: faults.length })}
        </p>
        {shared === null && (
          <Button label={t('submit')} look="solid" keyHint={key} onPress={submit} disabledReason={blocked} />
        )}
      </footer>
      <Dialog
        title={t('discardAsk')}
        role="alertdialog"
        isOpen={discarding}
        onClose={() => setDiscarding(false)}
        actions={
          <>
            <Button label={t('keep')} onPress={() => setDiscarding(false)} />
            <Button label={t('discard')} tone="red" look="solid" onPress={() => void desk.discard(tab.draftId)} />
          </>
        }
      >
        {t('discardSay')}
      </Dialog>
    </>
  )
}
