import type { PhoneCommand, PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'

/** The lamps a telephone headset has (HID Usage Tables 1.5, page 0x08). */
export interface Lamps {
  readonly offHook: boolean
  readonly mute: boolean
  readonly ring: boolean
}

const inCall = new Set(['answering', 'dialling', 'early', 'established', 'ending'])

/** What the lamps show. Headsets open their microphone by `offHook`, so it follows the call, not the button. */
export const headsetLamps = ({ legs, muted }: PhoneSnapshot): Lamps => ({
  offHook: legs.some(({ state }) => inCall.has(state)),
  ring: legs.some(({ state }) => state === 'offered'),
  mute: muted,
})

/**
 * What a button means. The hook switch tells a state: off the hook answers what rings, on the hook ends what is up. The mute button tells a press
 * (off to on) and changes mute over. null: nothing to do.
 */
export function headsetCommand(button: 'hook' | 'mute', on: boolean, snapshot: PhoneSnapshot): PhoneCommand | null {
  const { legs, muted } = snapshot
  const up = legs.find(({ state }) => inCall.has(state) && state !== 'ending')
  if (button === 'mute') return on && up ? { op: 'mute', on: !muted } : null
  const rings = legs.find(({ state }) => state === 'offered')
  if (on) return rings && !up ? { op: 'answer', legId: rings.id } : null
  return up ? { op: 'hang-up', legId: up.id } : null
}
