/** Samples of one frame: 20 ms at 8 kHz. */
export const frameSamples = 160
const frameMs = 20
/** Frames sent at once after a pause of the process; what is older is skipped. */
const mostCatchUp = 5

/**
 * Runs `tick` once for each 20 ms of real time, counted from the start, so that late timers do not add up.
 * The result stops it.
 */
export function startPacer(tick: () => void): () => void {
  const start = performance.now()
  let done = 0
  let timer: NodeJS.Timeout
  const run = () => {
    const due = Math.floor((performance.now() - start) / frameMs)
    done = Math.max(done, due - mostCatchUp)
    for (; done < due; done++) tick()
    timer = setTimeout(run, start + (done + 1) * frameMs - performance.now())
  }
  timer = setTimeout(run, frameMs)
  return () => clearTimeout(timer)
}
