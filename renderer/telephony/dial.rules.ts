import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import { isEmergency, normaliseNumber, numberKind } from '#shared/kit/phone-number.ts'
import { failure, type Result, success } from '#shared/kit/result.ts'

/** The keys of a telephone, in their usual order (RFC 4733 events 0 to 11). */
export const toneKeys: readonly string[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

/**
 * What the phone may dial of what was typed or pasted: a telephone number in its one form without its extension (an exchange routes none), a
 * seat's or a service's name as it stands. Spaces, dashes between digits and brackets are for the eye only. null: nothing it can.
 */
export function dialTarget(text: string): string | null {
  const number = normaliseNumber(text)
  if (number !== null && numberKind(number) !== null) return number.split('-')[0] ?? null
  const bare = text
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .replace(/(?<=\d)[-–—](?=\d)/g, '')
  return /^[0-9A-Za-z*#+._-]{1,40}$/.test(bare) ? bare : null
}

/** Why a number on the page is not dialled by a press on it. `hidden`: it is masked, or there is none. */
type ClickRefusal = 'emergency' | 'hidden'

/** What a press on a number dials. */
export function clickTarget(number: string | null): Result<string, ClickRefusal> {
  if (number === null || number.includes('*')) return failure('hidden')
  if (isEmergency(number)) return failure('emergency')
  const target = dialTarget(number)
  return target === null ? failure('hidden') : success(target)
}

/** Why nothing can be dialled by a press now. */
export type ClickWhyNot = ClickRefusal | 'ringing' | 'in-call' | 'no-phone'

/** Whether a press on the number would ring it; null: it would. @param snapshot null: the phone has not said anything yet */
export function clickWhyNot(snapshot: PhoneSnapshot | null, number: string | null): ClickWhyNot | null {
  const target = clickTarget(number)
  return target.ok ? whyNoCall(snapshot) : target.reason
}

/** Why the phone can place no call now, whatever the number; null: it can. */
export function whyNoCall(snapshot: PhoneSnapshot | null): Exclude<ClickWhyNot, ClickRefusal> | null {
  const live = (snapshot?.legs ?? []).filter(({ state }) => state !== 'ended')
  if (live.some(({ state }) => state === 'offered')) return 'ringing'
  if (live.length > 0) return 'in-call'
  return snapshot?.registration.state === 'registered' ? null : 'no-phone'
}

/** Numbers dialled last that the keypad keeps. */
const kept = 5

/** Puts a number in front of those dialled before; each is there once. */
export const withDialled = (before: readonly string[], target: string): readonly string[] =>
  [target, ...before.filter((one) => one !== target)].slice(0, kept)
