import type { Temper } from './citizen.machine.ts'
import { between, type Random } from './random.ts'

/** Draws how a citizen behaves. All in milliseconds. */
export const drawTemper = (random: Random, lines: number): Temper => ({
  lines,
  patience: between(random, 60_000, 140_000),
  greetAfter: 3000,
  reaction: between(random, 250, 800),
  silence: between(random, 3800, 4600),
  goodbye: between(random, 4500, 6000),
  lonely: 20_000,
  longestHold: 240_000,
  longest: 900_000,
})
