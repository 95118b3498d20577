/** One holder at a time, in the order they asked. */
export interface Mutex {
  /** Resolves with the function that lets the next one in; calling it twice is harmless. */
  take(): Promise<() => void>
}

/** Makes a free mutex. */
export function createMutex(): Mutex {
  let tail: Promise<void> = Promise.resolve()
  return {
    async take() {
      const before = tail
      let open = () => {}
      tail = new Promise((resolve) => {
        open = resolve
      })
      await before
      return open
    },
  }
}
