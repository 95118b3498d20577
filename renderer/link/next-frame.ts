/** A hidden page paints nothing, but what it holds has to stay true (a call may ring there). ms */
const hiddenMs = 100

/** Runs once before the next painting, or after a tenth of a second where nothing is painted. */
export function nextFrame(run: () => void): void {
  let done = false
  const once = () => {
    if (done) return
    done = true
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    run()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, hiddenMs)
}
