/** A call of the queue, first come first. `offeredTo`: the seat it rings at now; it keeps its place meanwhile. */
export interface QueuedCall {
  readonly callId: string
  /** When it first arrived, ms since the epoch: its waiting time goes on over offers. */
  readonly since: number
  readonly offeredTo: string | null
  /** Seats that did not take it, and when: they are not asked again at once. */
  readonly declinedBy: ReadonlyMap<string, number>
}

/** A seat that may be offered a call. */
export interface ReadySeat {
  readonly seat: string
  /** Since when it is idle, ms since the epoch. */
  readonly idleSince: number
}

/** The queue in order of arrival at the hall; a call that comes back finds its old place because it never left. */
export type Queue = readonly QueuedCall[]

/** How long a seat that declined a call is not offered the same call, ms. */
export const declinePauseMs = 10_000

/** Adds a call that waits since `since`: a new one at the end, one that has waited before in front of all who came later. */
export function enqueue(queue: Queue, callId: string, since: number): Queue {
  const later = queue.findIndex((call) => call.since > since)
  const at = later < 0 ? queue.length : later
  const call: QueuedCall = { callId, since, offeredTo: null, declinedBy: new Map() }
  return [...queue.slice(0, at), call, ...queue.slice(at)]
}

/** Takes a call out, wherever it is. */
export function remove(queue: Queue, callId: string): Queue {
  return queue.filter((call) => call.callId !== callId)
}

const change = (queue: Queue, callId: string, to: (call: QueuedCall) => QueuedCall): Queue =>
  queue.map((call) => (call.callId === callId ? to(call) : call))

/** The call rings at a seat. */
export function offer(queue: Queue, callId: string, seat: string): Queue {
  return change(queue, callId, (call) => ({ ...call, offeredTo: seat }))
}

/** The seat did not take it: it waits again, at its place. */
export function bringBack(queue: Queue, callId: string, now: number): Queue {
  return change(queue, callId, (call) => {
    const declinedBy = new Map(call.declinedBy)
    if (call.offeredTo !== null) declinedBy.set(call.offeredTo, now)
    return { ...call, offeredTo: null, declinedBy }
  })
}

/** Calls nobody is asked to take now, in order. */
export function waiting(queue: Queue): Queue {
  return queue.filter((call) => call.offeredTo === null)
}

/** 1 for the call that is served next; 0 for one that does not wait. */
export function positionOf(queue: Queue, callId: string): number {
  return waiting(queue).findIndex((call) => call.callId === callId) + 1
}

/** Longest idle first, the lower number among equals. */
export function byIdleness(seats: readonly ReadySeat[]): readonly ReadySeat[] {
  return [...seats].sort((a, b) => a.idleSince - b.idleSince || (a.seat < b.seat ? -1 : a.seat > b.seat ? 1 : 0))
}

/** Who is offered what next: the first call that some ready seat may be asked for, with the longest idle of these seats. */
export function nextOffer(
  queue: Queue,
  ready: readonly ReadySeat[],
  now: number,
): { readonly callId: string; readonly seat: string } | null {
  const seats = byIdleness(ready)
  for (const call of waiting(queue)) {
    const free = seats.find(({ seat }) => now - (call.declinedBy.get(seat) ?? -Infinity) >= declinePauseMs)
    if (free) return { callId: call.callId, seat: free.seat }
  }
  return null
}
