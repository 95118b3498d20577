/** What a listener's second suffered from. */
export interface Impairment {
  /** Share of the sound that never came or came too late, 0 to 1. */
  readonly loss: number
  /** From mouth to ear, ms: half the round trip, the jitter buffer, one packet. */
  readonly delayMs: number
}

/** R without impairments: G.107 (06/2015) table 1 defaults give 93.2. */
const best = 93.2
/** Packet-loss robustness of G.711 with concealment, random loss: G.113 (11/2007) table I.4; Opus conceals no worse. */
const robustness = 25.1
/** ms; beyond it people notice that they talk over each other (Cole and Rosenbluth 2001, fit of G.107's Id). */
const noticed = 177.3

/**
 * Mean opinion score, 1 to 4.5, by a simplified E-model (ITU-T G.107): everything but delay and loss at its default.
 * R = 93.2 - Id - Ie; Id = 0.024 d + 0.11 (d - 177.3) H(d - 177.3) (Cole and Rosenbluth 2001, eq. 7); Ie = 95 p / (p + Bpl), p in per cent (G.107
 * eq. 7-29 with Ie = 0 and BurstR = 1); MOS = 1 + 0.035 R + 7e-6 R (R - 60)(100 - R) (G.107 annex B), never under 1.
 */
export function meanOpinion({ loss, delayMs }: Impairment): number {
  const percent = loss * 100
  const byDelay = 0.024 * delayMs + 0.11 * Math.max(0, delayMs - noticed)
  const byLoss = (95 * percent) / (percent + robustness)
  const r = Math.min(100, Math.max(0, best - byDelay - byLoss))
  // Annex B's curve dips under 1 for R under 6.5, which it says to take as 1.
  return Math.min(4.5, Math.max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r)))
}
