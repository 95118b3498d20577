import type { KeptDialog, KeptParty } from '../../ports/sip.ts'
import type { Flow } from '../transport/flow.ts'
import type { Dialog, Party } from './dialog.ts'

/** Numbers a party may have used since its dialog was last kept; CSeq may jump forward, never back (RFC 3261 12.2.1.1). */
const cseqMargin = 1000

/** The connection of a party that has not come back yet. */
const goneFlow: Flow = {
  id: 'gone',
  transport: 'WS',
  open: false,
  // The edge itself was away: who is still there dials again within seconds of its coming back.
  left: true,
  remote: { address: '', port: 0 },
  send: () => false,
  close: () => {},
}

const keptParty = ({ user, tag, address, instance, target, cseq }: Party): KeptParty => ({
  user,
  tag,
  address,
  instance,
  target,
  cseq,
})

/** What of a dialog outlives the program. */
export const keptDialog = ({ callId, caller, callee, seats, held }: Dialog): KeptDialog => ({
  callId,
  caller: keptParty(caller),
  callee: keptParty(callee),
  seats,
  held,
})

const awaited = (kept: KeptParty): Party => ({
  ...kept,
  cseq: kept.cseq + cseqMargin,
  flow: goneFlow,
  stopGrace: null,
})

/** A dialog of the last run; both ends have their grace to come back. */
export const resumedDialog = (kept: KeptDialog): Dialog => ({
  ...kept,
  caller: awaited(kept.caller),
  callee: awaited(kept.callee),
})
