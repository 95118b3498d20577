import type { ReachPurpose } from '#shared/telephony/reach.machine.ts'
import type { DirectoryChoice } from '../../directory/directory.store.ts'
import type { PhoneStore } from '../../telephony/phone.store.ts'
import type { PhoneActs } from '../../telephony/phone-acts.ts'
import { surveyLeg } from '../../telephony/survey.rules.ts'

/** Does with whom was chosen what the panel was opened for. Nobody answers for a queue: the caller itself goes there, and waits. */
export function bringIn(
  { store, acts }: { readonly store: PhoneStore; readonly acts: PhoneActs },
  purpose: ReachPurpose,
  { kind, targets }: DirectoryChoice,
): void {
  const [first] = targets
  if (kind !== 'queue' || !first) {
    acts.reach(purpose, targets)
    return
  }
  const legId = surveyLeg(store.getState().snapshot)
  if (legId !== undefined) acts.run({ op: 'hand-over', legId, target: first.number })
}
