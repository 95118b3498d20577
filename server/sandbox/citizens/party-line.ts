import { createDisposerList } from '#shared/kit/disposable.ts'
import { createParty } from '../party/party.ts'
import type { PartyCall } from '../party/party-call.ts'
import type { CitizenEar, CitizenLine, CitizensLog, Dial, LineNews } from './line-port.ts'

export interface PartyLineOptions {
  readonly url: string
  readonly domain: string
  readonly password: string
  readonly log: CitizensLog
}

/** The hotline's number. */
const hotline = '12345'

/** Telephones made of SIP parties: each call has a user agent, a connection and a registration of its own, as each citizen has. */
export const dialWithParties =
  (options: PartyLineOptions): Dial =>
  (user, ear) =>
    placeCall(options, user, ear)

function placeCall(options: PartyLineOptions, user: string, ear: CitizenEar): CitizenLine {
  const { url, domain, password, log } = options
  const failed = (error: unknown) =>
    log('citizen-line-fault', { error: error instanceof Error ? error.name : 'unknown' })
  const party = createParty({ url, domain, password, user: `citizen-${user}`, onError: failed })
  const open = createDisposerList()
  let call: PartyCall | undefined
  let wanted = true
  let over = false

  const end = (cause: Extract<LineNews, { type: 'ended' }>['cause']) => {
    if (over) return
    over = true
    open.dispose()
    party.dispose().catch(failed)
    ear.hear({ type: 'ended', cause })
  }
  const join = (placed: PartyCall) => {
    placed.sendAudio(ear.speak)
    open.add(placed.onAudio((samples) => ear.hear({ type: 'sound', samples })))
    open.add(placed.onHold((on) => ear.hear({ type: 'hold', on })))
  }
  const watch = (placed: PartyCall) => {
    let joined = false
    const look = () => {
      const { state } = placed
      if (state.kind === 'ended') end(state.status === null || !wanted ? 'over' : 'refused')
      if (state.kind !== 'established') return
      // Established again: the call has another far end, and the story goes on there.
      if (!joined) join(placed)
      joined = true
      ear.hear({ type: 'answered', sipCallId: placed.sipCallId })
    }
    open.add(placed.states.on(look))
    if (placed.state.kind !== 'dialling') look()
  }
  const hangUp = () => {
    wanted = false
    // Not placed yet: it is given back as soon as it is.
    call?.hangUp().catch(() => end('failed'))
  }
  const place = async () => {
    const registered = await party.register()
    if (!registered.ok) return end('refused')
    if (!wanted) return end('over')
    call = await party.call(hotline)
    watch(call)
    if (!wanted) hangUp()
  }
  // Without its connection the citizen would never hear of the call's end.
  open.add(party.connection.on((state) => state === 'down' && end('failed')))
  place().catch(() => end('failed'))
  return { hangUp }
}
