import { citizenPrefix } from './citizen-user.ts'

export const autoAnswerModes = ['off', 'after-tone'] as const

/** How a line takes calls: a seat's own setting. */
export interface Answering {
  readonly auto: (typeof autoAnswerModes)[number]
  /** Between the offer and the tone that goes before the voice, ms. */
  readonly afterMs: number
  /** Whether a second call may ring while one is up; else its caller gets 486. */
  readonly waiting: boolean
}

export const usualAnswering: Answering = { auto: 'off', afterMs: 1000, waiting: false }

/** Longest an offered call may be left to a phone that answers by itself, ms: the edge rings 15 s. */
export const longestAfterMs = 10_000

/** An offered call, as far as answering it by itself goes. */
export interface Offer {
  /** Everybody the INVITE names as its caller: From, P-Asserted-Identity. */
  readonly callers: readonly { readonly user: string; readonly host: string }[]
  /** Values of the headers; several of one name come one by one or with commas between. */
  readonly alertInfo: readonly string[]
  readonly callInfo: readonly string[]
}

/** A number of the hall itself: seats, experts, leads, the queue. Numbers of the public network are longer. */
const houseUser = /^\d{3,6}$/

/** Whether everybody the call names as its caller is of the house. Whoever calls from outside can write into headers what he likes. */
export const isFromInside = (callers: Offer['callers'], domain: string): boolean =>
  callers.length > 0 &&
  callers.every(
    ({ user, host }) =>
      host.toLowerCase() === domain.toLowerCase() && !user.startsWith(citizenPrefix) && houseUser.test(user),
  )

const numbers = (values: readonly string[], pattern: RegExp): number[] =>
  values.flatMap((value) => [...value.matchAll(pattern)].map(([, digits]) => (digits ? Number(digits) * 1000 : 0)))

/** Milliseconds after which the headers ask the phone to answer by itself; null: they do not. */
export function askedAfterMs({ alertInfo, callInfo }: Pick<Offer, 'alertInfo' | 'callInfo'>): number | null {
  const asked = [
    ...numbers(alertInfo, /;\s*info\s*=\s*"?alert-autoanswer"?(?=\s*(?:[;,]|$))/gi),
    ...numbers(callInfo, /;\s*answer-after\s*=\s*"?(\d{1,4})"?(?=\s*(?:[;,]|$))/gi),
  ]
  return asked.length === 0 ? null : Math.max(...asked)
}

/**
 * When the phone answers an offered call by itself, ms after the offer; null: a person does. The headers are honoured for calls from inside
 * alone; the seat's own setting for any.
 */
export function answersAfterMs(offer: Offer, domain: string, answering: Answering): number | null {
  const asked = isFromInside(offer.callers, domain) ? askedAfterMs(offer) : null
  const own = answering.auto === 'after-tone' ? answering.afterMs : null
  const soonest = asked === null ? own : own === null ? asked : Math.min(asked, own)
  return soonest === null || soonest > longestAfterMs ? null : soonest
}

/** What a second call meets: it rings, or its caller hears that the line is busy. */
export type SecondCall = 'ring' | 'busy'

/** One of the line's legs, as far as a second call goes. */
interface Present {
  readonly state: string
  readonly role: string
}

/** A second call rings when the seat wants it so and nothing but answered parties is there. Another one that rings or is dialled has the way. */
export const secondCall = (present: readonly Present[], { waiting }: Answering, most: number): SecondCall =>
  waiting &&
  present.filter(({ role }) => role === 'party').length < most &&
  present.every(({ state }) => state === 'established')
    ? 'ring'
    : 'busy'
