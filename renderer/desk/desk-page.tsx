import { useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { AssistantRegion } from '../assistant/assistant-region.tsx'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { useSeatWithin } from '../monitor/use-monitor.ts'
import { useSeat } from '../seat/use-seat.ts'
import { CallerRegion } from '../telephony/caller-region.tsx'
import { TicketRegion } from '../ticket/ticket-region.tsx'
import { classNames } from '../ui/class-names.ts'
import { useKey } from '../ui/keys/use-key.ts'
import hidden from '../ui/visually-hidden.module.css'
import { CallActions } from './call-actions.tsx'
import { actsOfCaller, diallerBeside } from './calls-of-desk.tsx'
import { deskTexts } from './desk.texts.ts'
import styles from './desk-page.module.css'
import { firmOfCaller } from './enterprise/enterprises-of-desk.tsx'
import { createJumper } from './jump.ts'
import type { Desk } from './open-desk.ts'
import { adviceOfDesk } from './ticket/advice-of-desk.ts'
import { attachmentsOfDesk } from './ticket/attachments-of-desk.ts'
import { phrasesOfDesk } from './ticket/phrases-of-desk.ts'
import { ticketWords } from './ticket/ticket-words.tsx'
import { useStoreOf } from './use-app.ts'

/** Caller, ticket, assistant: three calm columns around one conversation. */
export function DeskPage({ desk }: { readonly desk: Desk }) {
  const { tickets, link, phone } = desk
  const t = useTexts(deskTexts)
  const lastCallId = useSeat(desk.seat, ({ row }) => (row?.state === 'wrap-up' ? row.callId : null))
  // Who is consulted reads along in the call it is about.
  const callId = useStoreOf(desk.currentCall, ({ call }) => call?.about?.callId ?? call?.callId ?? null)
  const listensIn = useSeatWithin(desk.monitoring?.monitor ?? null) !== null
  const status = useSyncExternalStore(link.status.subscribe, link.status.get)
  const language = useLanguage()
  const words = useMemo(() => ticketWords(language), [language])
  const beside = useMemo(() => actsOfCaller(desk), [desk])
  const showFirm = useMemo(() => firmOfCaller(desk, words.sayStatus), [desk, words])
  const besidePhone = useMemo(() => diallerBeside(desk), [desk])
  const advice = useMemo(() => adviceOfDesk(desk), [desk])
  const phrases = useMemo(() => phrasesOfDesk(desk), [desk])
  const ticket = useRef<HTMLDivElement>(null)
  const assistant = useRef<HTMLDivElement>(null)
  const [jumper] = useState(createJumper)
  useKey('jump', () => {
    const [transcript = null, suggestions = null] =
      assistant.current?.querySelectorAll<HTMLElement>('section section') ?? []
    jumper.jump([transcript, ticket.current, suggestions])
  })
  return (
    <>
      <h1 className={hidden.hidden}>{t('page.desk')}</h1>
      <div className={classNames(styles.columns, !tickets && styles.two)}>
        {phone && (
          <CallerRegion
            phone={phone.store}
            calls={desk.calls}
            lastCallId={lastCallId}
            listensIn={listensIn}
            {...words}
            actions={<CallActions key={callId ?? ''} desk={desk} />}
            beside={beside}
            showFirm={showFirm}
          />
        )}
        {tickets && (
          <div ref={ticket} className={styles.column}>
            <TicketRegion
              desk={tickets}
              link={status}
              besidePhone={besidePhone}
              advice={advice}
              phrases={phrases}
              attachments={attachmentsOfDesk(desk)}
            />
          </div>
        )}
        <div ref={assistant} className={styles.column}>
          <AssistantRegion
            link={link}
            callId={callId}
            onUse={({ id, entry }) => tickets?.insertAnswer(entry.shortAnswer, { entryId: entry.id, suggestion: id })}
          />
        </div>
      </div>
    </>
  )
}
