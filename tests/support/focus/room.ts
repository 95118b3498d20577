import type { Session } from 'sip.js'
import type { PartyMedia } from '#server/sandbox/party/party-media.ts'

/** Frames of 20 ms one listener keeps of one speaker: more is delay. */
const mostFrames = 5

/** One user of a conference. */
export interface Member {
  readonly entity: string
  readonly name: string
  readonly session: Session
}

interface Seat extends Member {
  readonly media: PartyMedia
  /** What the others have said and this one has not heard yet. */
  readonly unheard: Map<Session, Int16Array[]>
}

const sum = (frames: readonly Int16Array[]): Int16Array | null => {
  if (frames.length === 0) return null
  const out = new Int16Array(frames[0]?.length ?? 0)
  for (let i = 0; i < out.length; i++) {
    const sample = frames.reduce((total, frame) => total + (frame[i] ?? 0), 0)
    out[i] = Math.max(-32_768, Math.min(32_767, sample))
  }
  return out
}

/** A conference of the focus: each hears all others and not itself. */
export class Room {
  readonly name: string
  readonly #seats = new Map<Session, Seat>()

  constructor(name: string) {
    this.name = name
  }

  get members(): readonly Member[] {
    return [...this.#seats.values()]
  }

  join(member: Member, media: PartyMedia): void {
    const seat: Seat = { ...member, media, unheard: new Map() }
    this.#seats.set(member.session, seat)
    media.listeners.add((frame) => {
      for (const other of this.#seats.values()) {
        if (other === seat) continue
        const kept = [...(other.unheard.get(member.session) ?? []), frame]
        other.unheard.set(member.session, kept.slice(-mostFrames))
      }
    })
    media.source = () => sum([...seat.unheard.values()].flatMap((frames) => frames.shift() ?? []))
  }

  leave(session: Session): void {
    this.#seats.delete(session)
    for (const seat of this.#seats.values()) seat.unheard.delete(session)
  }
}
