import type { Disposer } from '#shared/kit/disposable.ts'
import type { Speaker } from './speaker.ts'

/**
 * Lets the agent hear one stream through a media element: that is what echo cancellation listens to, and without an element
 * Chromium gives Web Audio silence. `onBlocked` tells that the browser wants a press of a person first.
 */
export class Playout {
  readonly #element: HTMLAudioElement
  readonly #onBlocked: (blocked: boolean) => void
  readonly #leaveSpeaker: Disposer

  constructor(speaker: Speaker, onBlocked: (blocked: boolean) => void) {
    this.#element = document.createElement('audio')
    this.#element.autoplay = true
    this.#onBlocked = onBlocked
    this.#leaveSpeaker = speaker.join(this.#element)
  }

  show(stream: MediaStream): void {
    this.#element.srcObject = stream
    this.start()
  }

  setGain(gain: number): void {
    this.#element.muted = gain === 0
  }

  start(): void {
    if (!this.#element.srcObject) return
    this.#element.play().then(
      () => this.#onBlocked(false),
      (error: unknown) => {
        // A newer stream or the end of the call aborts a pending play: that is no refusal.
        if (error instanceof DOMException && error.name === 'NotAllowedError') this.#onBlocked(true)
      },
    )
  }

  close(): void {
    this.#leaveSpeaker()
    this.#element.pause()
    this.#element.srcObject = null
  }
}
