import {
  type FromSoundServer,
  type SoundRefusal,
  type ToSoundServer,
  toSoundServerSchema,
} from '#shared/contract/recording/sound-messages.ts'
import type { Clock, NewId } from '#shared/kit/clock.ts'
import { fullBucket, takeToken } from '#shared/kit/token-bucket.rules.ts'
import { readFrame } from '#shared/recording/sound-frame.ts'
import { type LegWriter, type LegWriterParts, openLegWriter } from './leg-writer.ts'
import type { SoundGrant } from './sound-ticket.ts'

/** Messages one socket may send: two channels in frames of 100 ms, and the last ten seconds at once after a reconnect. */
const messages = { perSecond: 60, burst: 600 }
/** What waits to be written may be so much, messages; above, the disk is too slow and the phone keeps it. */
const mostWaiting = 2000

export interface SoundSessionParts extends LegWriterParts {
  readonly clock: Clock
  readonly newId: NewId
  readonly check: (ticket: string) => SoundGrant | null
  readonly onError: (error: unknown) => void
}

/** The other end, as far as a session needs it. */
export interface SoundPeer {
  send(message: FromSoundServer): void
  close(): void
}

/** One connection of a phone. Messages are worked off one after the other. */
export interface SoundSession {
  text(text: string): void
  frame(bytes: Uint8Array): void
  /** The connection is gone. Resolves when all that came is written. */
  gone(): Promise<void>
}

const parsed = (text: string): ToSoundServer | null => {
  try {
    return toSoundServerSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** Takes the sound of one leg from a phone that shows a ticket. */
export function openSoundSession(peer: SoundPeer, parts: SoundSessionParts): SoundSession {
  const { clock } = parts
  let bucket = fullBucket(messages, clock.now())
  let writer: LegWriter | null = null
  let state: 'new' | 'open' | 'over' = 'new'
  let lastSeq = -1
  let waiting = 0
  let work = Promise.resolve()

  const refuse = (reason: SoundRefusal): void => {
    if (state === 'over') return
    state = 'over'
    peer.send({ kind: 'refused', reason })
    peer.close()
  }
  const say = (last: { told: string }): void => {
    if (!writer) return
    const message = { kind: 'stored', ...writer.stored() } as const
    const text = JSON.stringify(message)
    if (text !== last.told) peer.send(message)
    last.told = text
  }
  const told = { told: '' }
  const queue = (run: () => Promise<void>): void => {
    waiting += 1
    work = work
      .then(run)
      .catch((error: unknown) => {
        parts.onError(error)
        refuse('failed')
      })
      .finally(() => {
        waiting -= 1
      })
  }
  const mayCome = (): boolean => {
    if (state === 'over') return false
    const taken = takeToken(messages, bucket, clock.now())
    bucket = taken.bucket
    if (taken.waitMs === 0 && waiting < mostWaiting) return true
    refuse('too-fast')
    return false
  }
  const greet = (hello: Extract<ToSoundServer, { kind: 'hello' }>): void => {
    const grant = parts.check(hello.ticket)
    if (!grant) {
      refuse('bad-ticket')
      return
    }
    state = 'open'
    const { callId, seat } = grant
    const leg = { recordingId: parts.newId(), callId, seat, legId: hello.legId, startedAt: hello.answeredAt }
    queue(async () => {
      writer = await openLegWriter(parts, leg)
      say(told)
    })
  }
  const end = (atMs: number): void => {
    queue(async () => {
      await writer?.close({ atMs, endedAt: clock.now() })
      writer = null
      peer.send({ kind: 'done' })
      state = 'over'
      peer.close()
    })
  }
  return {
    text(text) {
      if (!mayCome()) return
      const message = parsed(text)
      if (!message || (message.kind === 'hello') !== (state === 'new')) return refuse('bad-hello')
      if (message.kind === 'hello') greet(message)
      else if (message.kind === 'quiet') queue(async () => writer?.quiet(message.spans))
      else end(message.atMs)
    },
    frame(bytes) {
      if (!mayCome()) return
      const frame = readFrame(bytes)
      if (state !== 'open' || !frame.ok || frame.value.seq <= lastSeq) return refuse('bad-frame')
      lastSeq = frame.value.seq
      queue(async () => {
        await writer?.take(frame.value)
        say(told)
      })
    },
    gone() {
      state = 'over'
      queue(async () => {
        await writer?.close(null)
        writer = null
      })
      return work
    },
  }
}
