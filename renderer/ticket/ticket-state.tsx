import type { LinkStatus } from '#shared/contract/link/worker-messages.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { StatusText } from '../ui/status-text.tsx'
import type { Tone } from '../ui/tone.ts'
import { ticketTexts } from './ticket.texts.ts'
import type { TabPhase } from './ticket-desk.store.ts'
import { type TicketStateWords, ticketState } from './ticket-state.rules.ts'

const tones: Readonly<Record<TicketStateWords['say'], Tone>> = {
  saved: 'grey',
  'in-step': 'grey',
  waiting: 'amber',
  submitted: 'green',
}

/** `Ticket state 工单状态`: where what was written is now. */
export function TicketState({ phase, link }: { readonly phase: TabPhase | null; readonly link: LinkStatus | null }) {
  const t = useTexts(ticketTexts)
  const state = ticketState(phase, link)
  const words = {
    saved: () => t('stateSaved'),
    'in-step': () => t('stateInStep'),
    waiting: () => t('stateWaiting', { count: state.say === 'waiting' ? state.count : 0 }),
    submitted: () => t('stateSubmitted', { ticketNo: state.say === 'submitted' ? state.ticketNo : '' }),
  }[state.say]()
  return (
    <StatusText name={t('state')} tone={tones[state.say]}>
      {words}
    </StatusText>
  )
}
