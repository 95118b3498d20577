import type { PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'
import type { Together } from '#shared/contract/phone/together.schema.ts'
import type { LegEndReason } from '#shared/telephony/leg-state.ts'
import type { PhoneLeg } from '../legs/phone-leg.ts'

/** What a change of the mix came to; a refusal leaves everybody where they were or in the desktop's mix. */
export type MixOutcome = 'done' | { readonly refused: LegEndReason }

export type MixRefusal = PhoneRefusal | null

/** How the parties stand to each other. */
export type MixView = Pick<Together, 'mix' | 'privateWith' | 'focus'>

/** What the conductor needs of whoever makes the parties hear each other: the desktop's matrix, or a conference focus on a server. */
export interface PartyMix {
  /** All parties talk with each other. One that needs no word from elsewhere is done at once. */
  merge(): MixOutcome | Promise<MixOutcome>
  /** The others hear music. */
  talkPrivately(leg: PhoneLeg): MixRefusal
  /** Somebody is about to be held or moved: nobody is talked with apart from the others any more. */
  endPrivate(): void
  /** The others do not hear this party. */
  mute(legId: string, on: boolean): MixRefusal
  /** Sends one party away that has no leg of ours. */
  drop(legId: string): MixRefusal | Promise<MixRefusal>
  /** Whether the others can go on without us. */
  readonly canLeave: boolean
  /** They do; nobody is hung up before it has worked. */
  leave(): Promise<MixOutcome>
  /** Nobody stays. */
  endAll(): void
  /** A leg has changed. Says why the mix was lost with all who were in it, when it was; they are called back. */
  look(): LegEndReason | null
  /** Whether hold music must not go to this leg: more than one would hear it. */
  isSeveral(leg: PhoneLeg): boolean
  close(): void
  view(): MixView
}

/** Those who have been answered, in the order they came. */
export const partiesOf = (legs: readonly PhoneLeg[]): PhoneLeg[] =>
  legs.filter(({ isParty }) => isParty).sort((a, b) => a.answeredAt - b.answeredAt)
