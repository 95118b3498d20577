import type { Disposer } from './disposable.ts'

/** A typed list of listeners. A listener that throws does not keep the others from hearing. */
export interface Emitter<Event> {
  on(listener: (event: Event) => void): Disposer
  emit(event: Event): void
}

/** Makes an emitter. `onError` gets what a listener threw; it must not throw itself. */
export function createEmitter<Event>(onError: (error: unknown) => void): Emitter<Event> {
  const listeners = new Set<(event: Event) => void>()
  return {
    on(listener) {
      const own = (event: Event) => listener(event)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    emit(event) {
      for (const listener of [...listeners]) {
        try {
          listener(event)
        } catch (error) {
          onError(error)
        }
      }
    },
  }
}
