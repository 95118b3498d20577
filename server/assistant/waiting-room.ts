import type { HeardSegment } from '#shared/assistant/transcript.rules.ts'
import type { Clock } from '#shared/kit/clock.ts'

/** How long a segment waits for its call, ms: the recogniser may be quicker than the call log. */
const waitMs = 10_000
const mostPerCall = 200
const mostCalls = 500

/** Segments of calls that are not known, or not answered, yet. */
export interface WaitingRoom {
  /** False: no room; the segment is lost. */
  keep(segment: HeardSegment): boolean
  /** What waited for the call, in the order it came; it waits no more. */
  take(sipCallId: string): readonly HeardSegment[]
  close(): void
}

/** Makes an empty waiting room. `onLost` hears how many segments of a call were given up. */
export function createWaitingRoom(clock: Clock, onLost: (segments: number) => void): WaitingRoom {
  const rooms = new Map<string, { readonly segments: HeardSegment[]; readonly cancel: () => void }>()
  const take = (sipCallId: string): readonly HeardSegment[] => {
    const room = rooms.get(sipCallId)
    room?.cancel()
    rooms.delete(sipCallId)
    return room?.segments ?? []
  }
  return {
    keep(segment) {
      const { sipCallId } = segment
      const room = rooms.get(sipCallId)
      if (room ? room.segments.length >= mostPerCall : rooms.size >= mostCalls) return false
      if (room) room.segments.push(segment)
      else
        rooms.set(sipCallId, {
          segments: [segment],
          cancel: clock.after(waitMs, () => onLost(take(sipCallId).length)),
        })
      return true
    },
    take,
    close() {
      for (const { cancel } of rooms.values()) cancel()
      rooms.clear()
    },
  }
}
