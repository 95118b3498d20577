import type { ReachPurpose } from '#shared/telephony/reach.machine.ts'
import type { DirectoryChoice } from '../../directory/directory.store.ts'
import { lonePartyLeg } from '../../telephony/lone-party.rules.ts'
import { type PhoneStore, setPhoneFault } from '../../telephony/phone.store.ts'
import type { PhoneActs } from '../../telephony/phone-acts.ts'

/**
 * Does with whom was chosen what the panel was opened for. Nobody answers for a queue: the caller itself goes there, and waits. Where somebody came
 * in meanwhile nobody is sent, and the phone says so.
 */
export function bringIn(
  { store, acts }: { readonly store: PhoneStore; readonly acts: PhoneActs },
  purpose: ReachPurpose,
  { kind, targets }: DirectoryChoice,
): void {
  const [first] = targets
  const legId = lonePartyLeg(store.getState().snapshot)
  if (kind !== 'queue' || !first) acts.reach(purpose, targets)
  else if (legId === undefined) setPhoneFault(store, { op: 'hand-over', reason: 'not-now' })
  else acts.run({ op: 'hand-over', legId, target: first.number })
}
