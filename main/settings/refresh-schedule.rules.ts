/** Between two questions to the site's server, ms. */
const everyMs = 30 * 60_000
/** After waking the network takes a moment, and a whole hall wakes in one minute, ms. */
const wakeMs = 5000
const wakeWithinMs = 25_000
const jitter = 0.2

/** How long until the site's server is asked again, ms. @param random in [0, 1) */
export const nextRefresh = (random: number): number => Math.round(everyMs * (1 - jitter + 2 * jitter * random))
/** The same after the computer woke. @param random in [0, 1) */
export const refreshAfterWake = (random: number): number => Math.round(wakeMs + wakeWithinMs * random)
