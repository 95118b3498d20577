import { type Session, SessionState } from 'sip.js'
import type { AudioListener, AudioSource, PartyMedia } from './party-media.ts'

/** What is heard and said in a call. */
export interface CallVoice {
  /** What the far end hears from now on; null: silence. */
  sendAudio(source: AudioSource | null): void
  /** Hears the far end; the result stops it. */
  onAudio(listener: AudioListener): () => void
  /** Whether the far end holds this call, told at each change; the result stops it. */
  onHold(listener: (held: boolean) => void): () => void
  /** Hears the keys the far end presses (RFC 4733); the result stops it. */
  onKey(listener: (key: string) => void): () => void
  /** Presses keys for the far end to hear. */
  press(keys: string): void
}

/** The sound of a call, whichever session carries it at present. */
export interface CallSound {
  readonly voice: CallVoice
  /** Joins a session's sound to the call's as soon as the session has any. */
  wire(session: Session): void
  /** Another session carries the call: what the last one held is held no more. */
  switched(): void
}

/** Makes the sound; `current` is the session that is heard and spoken to. */
export function createCallSound(mediaOf: (session: Session) => PartyMedia, current: () => Session): CallSound {
  const ears = new Set<AudioListener>()
  const holdEars = new Set<(held: boolean) => void>()
  const keyEars = new Set<(key: string) => void>()
  const wired = new WeakSet<Session>()
  let source: AudioSource | null = null
  let held = false

  const setHeld = (next: boolean) => {
    if (next === held) return
    held = next
    for (const ear of holdEars) ear(next)
  }
  const join = (session: Session) => {
    if (wired.has(session)) return
    wired.add(session)
    const media = mediaOf(session)
    const isHere = () => current() === session
    media.source = () => (isHere() && source ? source() : null)
    media.listeners.add((frame) => {
      if (isHere()) for (const ear of ears) ear(frame)
    })
    media.holdListeners.add((next) => isHere() && setHeld(next))
    media.keyListeners.add((key) => {
      if (isHere()) for (const ear of keyEars) ear(key)
    })
  }
  const addTo = <T>(set: Set<T>, one: T) => {
    set.add(one)
    return () => void set.delete(one)
  }
  return {
    wire(session) {
      session.stateChange.addListener((state) => {
        if (state === SessionState.Establishing) join(session)
      })
    },
    switched: () => setHeld(false),
    voice: {
      sendAudio(next) {
        source = next
      },
      onAudio: (listener) => addTo(ears, listener),
      onHold: (listener) => addTo(holdEars, listener),
      onKey: (listener) => addTo(keyEars, listener),
      press: (keys) => mediaOf(current()).press(keys),
    },
  }
}
