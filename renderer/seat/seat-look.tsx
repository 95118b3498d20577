import type { ReactNode } from 'react'
import type { SeatState } from '#shared/seat/seat-state.ts'
import { RestIcon, RingIcon, WriteIcon } from '../ui/icons/call.tsx'
import { CheckIcon, CloseIcon } from '../ui/icons/marks.tsx'
import { HandsetIcon, PauseIcon } from '../ui/icons/phone.tsx'
import type { Tone } from '../ui/tone.ts'

/** Colour and icon of each state; the word always stands beside them. */
export const seatLook: Readonly<Record<SeatState, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  offline: { tone: 'grey', icon: <CloseIcon /> },
  ready: { tone: 'green', icon: <CheckIcon /> },
  'not-ready': { tone: 'grey', icon: <RestIcon /> },
  ringing: { tone: 'blue', icon: <RingIcon /> },
  talking: { tone: 'blue', icon: <HandsetIcon /> },
  hold: { tone: 'amber', icon: <PauseIcon /> },
  'wrap-up': { tone: 'violet', icon: <WriteIcon /> },
}
