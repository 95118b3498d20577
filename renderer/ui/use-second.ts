import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined
let second = Math.floor(Date.now() / 1000)

const tick = (): void => {
  second = Math.floor(Date.now() / 1000)
  for (const listener of [...listeners]) listener()
  timer = setTimeout(tick, 1000 - (Date.now() % 1000))
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  if (timer === undefined) tick()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

/** Now, in whole seconds since the epoch: renders the component that asks, and nothing else, once a second. One timer for the page. */
export const useSecond = (): number => useSyncExternalStore(subscribe, () => second)
