import { type Backoff, backoffDelay } from '../kit/backoff.ts'
import { type BucketPolicy, fullBucket, takeToken } from '../kit/token-bucket.rules.ts'
import type { Outbox, OutboxAck, OutboxEffect, OutboxEntry, OutboxEvent, OutboxStep } from './outbox-types.ts'

/** What a step needs from outside: the time (ms since the epoch) and a number in [0, 1). */
export interface OutboxContext {
  readonly now: number
  readonly random: number
}

/** How long a durable command waits after `unavailable` or `too-fast`. */
export const retryPolicy: Backoff = { first: 250, most: 15_000, jitter: 0.5 }

/** Durable commands a second: below the server's limit for all messages of a desk. */
const pacePolicy: BucketPolicy = { perSecond: 12, burst: 30 }
/** A live command answered `unavailable` or `too-fast` is sent again after this, ms, until it expires. */
const liveRetryMs = 300

/** Nothing under way, not connected. */
export function startOutbox(): Outbox {
  return {
    online: false,
    durable: [],
    live: [],
    sent: new Set(),
    attempt: 0,
    holdUntil: 0,
    liveHoldUntil: 0,
    pace: fullBucket(pacePolicy, 0),
  }
}

const without = (sent: ReadonlySet<string>, key: string) => new Set([...sent].filter((other) => other !== key))
const again = new Set(['unavailable', 'too-fast'])

/** Sends what may be sent now: every live command, and the first durable one. */
function pump(outbox: Outbox, now: number, effects: OutboxEffect[]): Outbox {
  if (!outbox.online) return outbox
  const sent = new Set(outbox.sent)
  const send = (entry: OutboxEntry) => {
    if (sent.has(entry.key)) return
    sent.add(entry.key)
    effects.push({ type: 'send', entry })
  }
  if (now >= outbox.liveHoldUntil) for (const entry of outbox.live) send(entry)
  const head = outbox.durable[0]
  // One at a time, also when a journal read late has put older ones before the one under way.
  if (!head || now < outbox.holdUntil || outbox.durable.some(({ key }) => sent.has(key))) return { ...outbox, sent }
  const { bucket: pace, waitMs } = takeToken(pacePolicy, outbox.pace, now)
  if (waitMs > 0) return { ...outbox, sent, pace, holdUntil: now + waitMs }
  send(head)
  return { ...outbox, sent, pace }
}

function expire(outbox: Outbox, now: number, effects: OutboxEffect[]): Outbox {
  const late = outbox.live.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= now)
  if (late.length === 0) return outbox
  let { sent } = outbox
  for (const entry of late) {
    effects.push({ type: 'settled', entry, outcome: { ok: false, reason: 'expired', faults: [] } })
    sent = without(sent, entry.key)
  }
  return { ...outbox, sent, live: outbox.live.filter((entry) => !late.includes(entry)) }
}

function acked(
  outbox: Outbox,
  event: { key: string; ack: OutboxAck },
  context: OutboxContext,
  effects: OutboxEffect[],
) {
  const { key, ack } = event
  const sent = without(outbox.sent, key)
  const durable = outbox.durable.find((entry) => entry.key === key)
  if (durable) {
    // The seat was signed out, not the command refused: it waits for the seat's next sign-in.
    if (!ack.ok && ack.reason === 'signed-out') return { ...outbox, online: false, sent: new Set<string>() }
    if (!ack.ok && again.has(ack.reason)) {
      const holdUntil = context.now + backoffDelay(retryPolicy, outbox.attempt, context.random)
      return { ...outbox, sent, attempt: outbox.attempt + 1, holdUntil }
    }
    effects.push({ type: 'settled', entry: durable, outcome: ack })
    return { ...outbox, sent, durable: outbox.durable.filter((entry) => entry !== durable), attempt: 0, holdUntil: 0 }
  }
  const live = outbox.live.find((entry) => entry.key === key)
  if (!live) return outbox
  if (!ack.ok && again.has(ack.reason)) return { ...outbox, sent, liveHoldUntil: context.now + liveRetryMs }
  effects.push({ type: 'settled', entry: live, outcome: ack })
  return { ...outbox, sent, live: outbox.live.filter((entry) => entry !== live) }
}

function apply(outbox: Outbox, event: OutboxEvent, context: OutboxContext, effects: OutboxEffect[]): Outbox {
  switch (event.type) {
    case 'added':
      if ([...outbox.durable, ...outbox.live].some(({ key }) => key === event.entry.key)) return outbox
      return event.entry.delivery === 'durable'
        ? { ...outbox, durable: [...outbox.durable, event.entry] }
        : { ...outbox, live: [...outbox.live, event.entry] }
    case 'restored':
      return { ...outbox, durable: event.durable }
    case 'connected':
      return { ...outbox, online: true, sent: new Set(), holdUntil: 0, liveHoldUntil: 0 }
    case 'disconnected':
      return { ...outbox, online: false, sent: new Set() }
    case 'acked':
      return acked(outbox, event, context, effects)
    case 'unanswered':
      return { ...outbox, sent: without(outbox.sent, event.key) }
    case 'time':
      return outbox
  }
}

function nextWake(outbox: Outbox): number | null {
  const times = outbox.live.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]))
  const idle = !outbox.durable.some(({ key }) => outbox.sent.has(key))
  if (outbox.online && outbox.durable.length > 0 && idle) times.push(outbox.holdUntil)
  if (outbox.online && outbox.live.some(({ key }) => !outbox.sent.has(key))) times.push(outbox.liveHoldUntil)
  return times.length === 0 ? null : Math.min(...times)
}

/**
 * One step. Durable commands go out strictly one after the other, so that their effects keep their order whatever the network does; each is
 * sent again with the same key on every connection until it is answered. A refusal is final but for `unavailable` and `too-fast` (tried again
 * after a while) and `signed-out` (kept for the next sign-in). A live command is answered or expires.
 */
export function stepOutbox(outbox: Outbox, event: OutboxEvent, context: OutboxContext): OutboxStep {
  const effects: OutboxEffect[] = []
  const applied = apply(outbox, event, context, effects)
  const next = pump(expire(applied, context.now, effects), context.now, effects)
  return { outbox: next, effects, wakeAt: nextWake(next) }
}
