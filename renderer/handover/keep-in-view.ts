import type { Disposer } from '#shared/kit/disposable.ts'

const acts = ['keydown', 'pointerdown', 'wheel'] as const

/** Keeps an element in view while what stands around it is still coming in, until the person does something. */
export function keepInView(element: HTMLElement, around: HTMLElement): Disposer {
  const show = () => element.scrollIntoView({ block: 'nearest' })
  const observer = new MutationObserver(show)
  const stop = () => {
    observer.disconnect()
    for (const act of acts) window.removeEventListener(act, stop, true)
  }
  observer.observe(around, { childList: true, subtree: true })
  for (const act of acts) window.addEventListener(act, stop, true)
  show()
  return stop
}
