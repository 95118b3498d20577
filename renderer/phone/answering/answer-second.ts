import type { PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'

/** A leg as far as answering goes. */
export interface AnswerableLeg {
  readonly state: string
  readonly isParty: boolean
  readonly isHeld: boolean
  hold(): Promise<PhoneRefusal | null>
  resume(): Promise<PhoneRefusal | null>
  answer(): Promise<PhoneRefusal | null>
}

/**
 * Answers an offered call; those who are talked with are held first, so that two strangers never hear each other. Where a hold is refused, or
 * the call is gone by then, they are taken back.
 */
export async function answerSecond<L extends AnswerableLeg>(leg: L, legs: readonly L[]): Promise<PhoneRefusal | null> {
  const talking = legs.filter((each) => each !== leg && each.isParty && !each.isHeld)
  const holds = await Promise.all(talking.map((each) => each.hold()))
  const refusal = holds.every((hold) => hold === null) ? await leg.answer() : 'failed'
  if (refusal !== null) for (const each of talking) if (each.isParty && each.isHeld) void each.resume()
  return refusal
}
