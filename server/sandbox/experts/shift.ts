import type { SpeechSegment } from '#shared/contract/speech.schema.ts'
import { type Backoff, backoffDelay } from '#shared/kit/backoff.ts'
import type { Clock } from '#shared/kit/clock.ts'
import type { CitizensLog } from '../citizens/line-port.ts'
import type { Random } from '../citizens/random.ts'
import type { ExpertVoice } from '../citizens/voice-store.ts'
import { createParty, type PartyOptions } from '../party/party.ts'
import type { PartyCall } from '../party/party-call.ts'
import { type ExpertCall, takeExpertCall } from './expert-call.ts'

export interface ShiftParts {
  /** The expert's telephone. */
  readonly phone: Pick<PartyOptions, 'url' | 'domain' | 'password' | 'instanceId'> & { readonly user: string }
  readonly voice: ExpertVoice
  readonly clock: Clock
  readonly random: Random
  readonly onSegment: (segment: SpeechSegment) => void
  readonly log: CitizensLog
}

/** One expert at one telephone, from the first registration to the end of the last call. */
export interface Shift {
  /** Goes home: is called no more at once; resolves when the call it is in has ended. */
  leave(): Promise<void>
  /** Hangs up now. */
  close(): Promise<void>
}

const retry: Backoff = { first: 1000, most: 30_000, jitter: 0.5 }

/** Begins a shift; a registration that fails or is lost is tried again until the shift ends. */
export function beginShift(parts: ShiftParts): Shift {
  const { voice, clock, random, onSegment, log } = parts
  const seat = parts.phone.user
  const calls = new Map<PartyCall, ExpertCall>()
  let leaving = false
  let closing = false
  let attempts = 0
  let cancelRetry = () => {}
  let idle = () => {}

  const onError = (error: unknown) =>
    log('expert-line-fault', { seat, error: error instanceof Error ? error.name : 'unknown' })
  const onIncoming = (call: PartyCall) => {
    // One telephone, one call: who comes second hears that it is busy.
    if (leaving || calls.size > 0) return void call.reject().catch(onError)
    const onOver = (how: string) => {
      calls.delete(call)
      log('expert-over', { seat, how })
      if (calls.size === 0) idle()
    }
    calls.set(call, takeExpertCall(call, { voice, clock, onSegment, onError, onOver }))
  }
  const party = createParty({ ...parts.phone, onIncoming, onError })
  const register = async (): Promise<void> => {
    const answer = await party.register().catch(() => ({ ok: false }))
    if (answer.ok) attempts = 0
    else if (!leaving) again()
  }
  let registering = Promise.resolve()
  const again = () => {
    cancelRetry()
    cancelRetry = clock.after(backoffDelay(retry, attempts, random()), () => {
      registering = register()
    })
    attempts += 1
  }
  /** A call outlives its connection when its end is heard of over a new one within the edge's grace. */
  const takeUp = async (): Promise<void> => {
    await party.connect()
    await Promise.all([...calls.keys()].map((call) => call.touch()))
  }
  const stop = party.connection.on((state) => {
    if (state !== 'down') return
    if (!leaving) again()
    // Signing out at the desk ends all connections of the seat, this one too.
    else if (calls.size > 0 && !closing) takeUp().catch(onError)
  })
  registering = register()

  const goHome = async (): Promise<void> => {
    leaving = true
    cancelRetry()
    await registering
    cancelRetry()
    // What cannot be unregistered is gone with its connection.
    await party.unregister().catch(() => {})
  }
  const end = async (): Promise<void> => {
    stop()
    await party.dispose()
  }
  return {
    async leave() {
      await goHome()
      if (calls.size > 0)
        await new Promise<void>((resolve) => {
          idle = resolve
        })
      await end()
    },
    async close() {
      leaving = true
      closing = true
      cancelRetry()
      for (const call of calls.values()) call.tell()
      await end()
    },
  }
}
