import type { Leg } from '#shared/contract/phone/phone-messages.ts'
import type { Together } from '#shared/contract/phone/together.schema.ts'
import type { ReachPurpose } from '#shared/telephony/reach.machine.ts'
import { mostParties } from '#shared/telephony/together.rules.ts'
import { type BarButton, type BarCall, can, cannot, isHeld, type WhyNot } from './bar-button.rules.ts'

/** Most legs where a conference server takes them over. */
const mostWithFocus = 8

/** A conference server mixes. */
const byFocus = ({ focus }: Together): boolean => focus !== undefined && focus.legId !== null

/** Why nothing can be done with the call as it is; null: it is answered. */
const unready = ({ offered, parties, current }: BarCall): WhyNot | null => {
  if (!current) return offered ? 'answer-first' : 'no-call'
  if (parties.length > 0) return null
  return current.state === 'ending' ? 'ending' : 'not-answered'
}

/** Why nothing may begin that concerns several legs; null: it may. */
const busy = (call: BarCall): WhyNot | null => unready(call) ?? (call.together.state === 'calm' ? null : 'pending')

const pending = ({ hold }: Leg): boolean => hold === 'holding' || hold === 'resuming'

/** With several parties it holds all of a conference, and takes all of them back; in a consult each party has its own. */
const holdButton = (call: BarCall): BarButton => {
  const { parties, current, together } = call
  const act = current && isHeld(current) ? 'resume' : 'hold'
  const whyNot = unready(call)
  if (whyNot !== null) return cannot(act, whyNot)
  if (parties.some(pending)) return cannot(act, 'pending')
  if (together.mix === 'consult' || together.mix === 'private') return cannot(act, 'own-buttons')
  return can(act, ...parties.map(({ id }) => ({ op: act, legId: id }) as const))
}

/** Unmute can always be pressed: nobody may stay silent without a way out. */
const muteButton = ({ muted, current, offered }: BarCall): BarButton => {
  if (muted) return can('unmute', { op: 'mute', on: false })
  return current ? can('mute', { op: 'mute', on: true }) : cannot('mute', offered ? 'answer-first' : 'no-call')
}

const directory = (act: ReachPurpose): BarButton => ({ act, deed: { kind: 'directory', purpose: act }, whyNot: null })

const consultButton = (call: BarCall): BarButton => {
  const whyNot =
    busy(call) ?? (call.parties.length >= (call.together.focus ? mostWithFocus : mostParties) ? 'full' : null)
  return whyNot === null ? directory('consult') : cannot('consult', whyNot)
}

/** Split is a private talk with the party that joined last. */
const conferenceButton = (call: BarCall): BarButton => {
  const { parties, together } = call
  const last = parties.at(-1)
  const act = together.mix === 'conference' ? 'split' : 'conference'
  const whyNot = busy(call)
  if (whyNot !== null) return cannot(act, whyNot)
  if (act === 'split' && byFocus(together)) return cannot('split', 'by-focus')
  if (act === 'split') return last ? can('split', { op: 'talk-privately', legId: last.id }) : cannot('split', 'no-call')
  return parties.length > 1 ? can('conference', { op: 'merge' }) : directory('conference')
}

const transferButton = (call: BarCall): BarButton => {
  const { parties, together } = call
  if (together.act === 'transfer' && together.reaching) return can('take-back', { op: 'take-back' })
  const whyNot = busy(call)
  if (whyNot !== null) return cannot('transfer', whyNot)
  if (parties.length > 2 && !together.focus) return cannot('transfer', 'too-many')
  if (together.mix === 'conference') return cannot('transfer', 'leave-instead')
  return parties.length === 2 ? can('transfer', { op: 'leave' }) : directory('transfer')
}

const keypadButton = ({ current, offered, registered, parties }: BarCall): BarButton => {
  const free = offered ? 'answer-first' : registered ? null : 'no-phone'
  const inCall = current?.state === 'ending' ? 'ending' : parties.length > 0 ? null : 'not-answered'
  const whyNot = current ? inCall : free
  return whyNot === null ? { act: 'keypad', deed: { kind: 'keypad' }, whyNot } : cannot('keypad', whyNot)
}

/** Gives up what rings before it ends a call; with more than one party it asks what is meant. */
const hangUpButton = ({ current, offered, parties, together }: BarCall): BarButton => {
  if (together.reaching) return can('hang-up', { op: 'take-back' })
  if (parties.length > 1 || byFocus(together)) return { act: 'hang-up', deed: { kind: 'ask-hang-up' }, whyNot: null }
  if (!current) return cannot('hang-up', offered ? 'answer-first' : 'no-call')
  return current.state === 'ending' ? cannot('hang-up', 'ending') : can('hang-up', { op: 'hang-up', legId: current.id })
}

/** The tools of a call, always in the same places. */
export const toolButtons = (call: BarCall): BarButton[] => [
  holdButton(call),
  muteButton(call),
  consultButton(call),
  conferenceButton(call),
  transferButton(call),
  keypadButton(call),
  hangUpButton(call),
]
