import type { ReactNode } from 'react'
import type { SeatState } from '#shared/seat/seat-state.ts'
import { RestIcon, RingIcon, WriteIcon } from '../ui/icons/call.tsx'
import { CheckIcon } from '../ui/icons/marks.tsx'
import { HandsetIcon, PauseIcon } from '../ui/icons/phone.tsx'
import { LeaveIcon } from '../ui/icons/places.tsx'
import type { Tone } from '../ui/tone.ts'

/** Colour and sign of a seat's state; the word stands beside them always. */
export const seatLooks: Readonly<Record<SeatState, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  ready: { tone: 'green', icon: <CheckIcon /> },
  ringing: { tone: 'blue', icon: <RingIcon /> },
  talking: { tone: 'blue', icon: <HandsetIcon /> },
  hold: { tone: 'amber', icon: <PauseIcon /> },
  'wrap-up': { tone: 'violet', icon: <WriteIcon /> },
  'not-ready': { tone: 'grey', icon: <RestIcon /> },
  offline: { tone: 'grey', icon: <LeaveIcon /> },
}
