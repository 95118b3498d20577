import { meanOpinion } from '#shared/telephony/mos.rules.ts'
import type { QualitySample } from '#shared/telephony/quality-alarms.rules.ts'

/** What a connection has counted since it began, and what it measures now (W3C webrtc-stats). */
export interface StatsCount {
  readonly received: number
  readonly lost: number
  /** Came, but too late for the jitter buffer. */
  readonly discarded: number
  /** Sums over all samples played, seconds and samples. */
  readonly bufferDelay: number
  readonly bufferCount: number
  readonly jitterMs: number
  /** As the other end says in its receiver reports (RFC 3550 6.4.1); null: it sends none. */
  readonly sentLoss: number | null
  readonly rttMs: number | null
}

const numberIn = (stats: Readonly<Record<string, unknown>>, name: string): number | null => {
  const value = stats[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** Reads a report; where no sound has come in yet everything is nought. */
export function countOf(report: Iterable<Readonly<Record<string, unknown>>>): StatsCount {
  const all = [...report]
  const of = (type: string) => all.filter((stats) => stats.type === type)
  // Another stream of the same connection when the other end changed its source (SSRC): they add up.
  const inbound = of('inbound-rtp').filter(({ kind }) => kind === 'audio')
  const sum = (name: string): number => inbound.reduce((total, stats) => total + (numberIn(stats, name) ?? 0), 0)
  const seconds = (stats: Readonly<Record<string, unknown>> | undefined, name: string): number | null => {
    const value = stats ? numberIn(stats, name) : null
    return value === null ? null : value * 1000
  }
  const remote = of('remote-inbound-rtp').at(-1)
  const pair = of('candidate-pair').find(({ nominated, state }) => nominated === true && state === 'succeeded')
  const sentLoss = remote ? numberIn(remote, 'fractionLost') : null
  return {
    received: sum('packetsReceived'),
    lost: sum('packetsLost'),
    discarded: sum('packetsDiscarded'),
    bufferDelay: sum('jitterBufferDelay'),
    bufferCount: sum('jitterBufferEmittedCount'),
    jitterMs: seconds(inbound.at(-1), 'jitter') ?? 0,
    sentLoss: sentLoss === null ? null : Math.min(1, Math.max(0, sentLoss)),
    rttMs: seconds(remote, 'roundTripTime') ?? seconds(pair, 'currentRoundTripTime'),
  }
}

/** One packet is made before it leaves, ms. */
const packetMs = 20

/** What happened between two counts. A count that fell is that of a new connection (Replaces): it began at nought. */
export function sampleBetween(before: StatsCount | null, now: StatsCount, due: boolean): QualitySample {
  const since = before !== null && now.received >= before.received ? before : null
  const grown = (name: 'received' | 'lost' | 'discarded' | 'bufferDelay' | 'bufferCount'): number =>
    Math.max(0, now[name] - (since?.[name] ?? 0))
  const packets = grown('received')
  const late = Math.min(packets, grown('discarded'))
  const missed = grown('lost') + late
  const sent = packets + grown('lost')
  const loss = sent === 0 ? 0 : missed / sent
  const played = grown('bufferCount')
  const bufferMs = played === 0 ? now.jitterMs * 2 : (grown('bufferDelay') / played) * 1000
  return {
    packets: packets - late,
    missed,
    due,
    loss,
    sentLoss: now.sentLoss,
    jitterMs: now.jitterMs,
    rttMs: now.rttMs,
    // Silence where sound is due is the worst there is, whatever the network's figures say.
    mos: packets === 0 && due ? 1 : meanOpinion({ loss, delayMs: (now.rttMs ?? 0) / 2 + bufferMs + packetMs }),
  }
}
