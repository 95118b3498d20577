import type { PhoneSnapshot } from '#shared/contract/phone/phone-messages.ts'
import type { PathState } from './sound.store.ts'

/** What has to be right before a call, in the order a fault would be looked for. */
export const checks = ['microphone', 'speaker', 'line', 'path', 'server'] as const
export type Check = (typeof checks)[number]

/** `waiting`: not known yet, or on its way. */
export type CheckState = 'ok' | 'waiting' | 'wrong'
export type Preflight = Readonly<Record<Check, CheckState>>

export interface PreflightFacts {
  readonly snapshot: PhoneSnapshot | null
  readonly path: PathState
  /** The link to the backend. */
  readonly server: 'connecting' | 'online' | 'ended'
}

const lineState = (snapshot: PhoneSnapshot | null): CheckState => {
  const state = snapshot?.registration.state ?? 'off'
  if (state === 'registered') return 'ok'
  return state === 'lost' || state === 'refused' ? 'wrong' : 'waiting'
}

const microphoneState = (snapshot: PhoneSnapshot | null): CheckState => {
  const state = snapshot?.microphone ?? 'unknown'
  return state === 'ready' ? 'ok' : state === 'unknown' ? 'waiting' : 'wrong'
}

/** A browser lists no speakers before the microphone was allowed: nothing is said of them till then. */
const speakerState = (snapshot: PhoneSnapshot | null): CheckState => {
  if (!snapshot?.devices || snapshot.microphone !== 'ready') return 'waiting'
  return snapshot.devices.outputs.length > 0 ? 'ok' : 'wrong'
}

/** The five lamps. */
export const preflight = ({ snapshot, path, server }: PreflightFacts): Preflight => ({
  microphone: microphoneState(snapshot),
  speaker: speakerState(snapshot),
  line: lineState(snapshot),
  path: path === 'found' ? 'ok' : path === 'none' ? 'wrong' : 'waiting',
  server: server === 'online' ? 'ok' : server === 'ended' ? 'wrong' : 'waiting',
})

/** The one fault that no other notice of the desk speaks of; null: none. */
export const untold = (lamps: Preflight): 'speaker' | 'path' | null =>
  lamps.speaker === 'wrong' ? 'speaker' : lamps.path === 'wrong' ? 'path' : null
