/** A queue of the hall beside the hotline's own (技能组): a seat may send a caller there, nobody else calls it. */
export interface HallQueue {
  /** What a caller is sent to. */
  readonly number: string
  /** As people and the wall call it. */
  readonly name: string
  /** Seats with this skill take its calls. */
  readonly skill: string
}

/** Who waits in a queue. `oldestSince`: ms since the epoch, null when nobody does. */
export interface QueueLine {
  readonly waiting: number
  readonly oldestSince: number | null
}

/** How long the line of one queue is. `waiting`: calls of all queues. */
export function lineOf(
  queue: string,
  waiting: readonly { readonly queue: string; readonly since: number }[],
): QueueLine {
  const here = waiting.filter((call) => call.queue === queue)
  return { waiting: here.length, oldestSince: here.length === 0 ? null : Math.min(...here.map(({ since }) => since)) }
}
