/**
 * What a text message 短信 is about. `ticket-number`: tells a citizen the number of the ticket that was made of the call. `dispatch`: tells a
 * unit that a ticket was dispatched to it (派单).
 */
export const textKinds = ['ticket-number', 'dispatch'] as const
export type TextKind = (typeof textKinds)[number]

/** How far a text is. `refused`: the gateway does not want it; `given-up`: nobody took it for a day; `recalled`: what it would say held no more before it was sent. */
export const textStates = ['waiting', 'sent', 'refused', 'given-up', 'recalled'] as const
export type TextState = (typeof textStates)[number]

/** Why it is not sent. `unreachable`: the gateway gave no answer that counts. */
export const textTroubles = ['refused', 'unreachable'] as const
export type TextTrouble = (typeof textTroubles)[number]
