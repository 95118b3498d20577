/** What a text message 短信 to a citizen is about. `ticket-number`: the number of the ticket that was made of the call. */
export const textKinds = ['ticket-number'] as const
export type TextKind = (typeof textKinds)[number]

/** How far a text is. `refused`: the gateway does not want it; `given-up`: nobody took it for a day. */
export const textStates = ['waiting', 'sent', 'refused', 'given-up'] as const
export type TextState = (typeof textStates)[number]

/** Why it is not sent. `unreachable`: the gateway gave no answer that counts. */
export const textTroubles = ['refused', 'unreachable'] as const
export type TextTrouble = (typeof textTroubles)[number]
