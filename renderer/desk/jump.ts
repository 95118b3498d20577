/** Where the focus was in each place before it left, so that a jump comes back to it. */
export interface Jumper {
  /** Moves the focus to the next place, in order and around; from outside, to the first. */
  jump(places: readonly (HTMLElement | null)[]): void
}

const focusable = 'input, textarea, button, a[href], [tabindex="0"]'

const focusInto = (place: HTMLElement, remembered: Element | undefined): void => {
  const known = remembered instanceof HTMLElement && place.contains(remembered) ? remembered : null
  const target = known ?? place.querySelector<HTMLElement>(focusable) ?? place
  if (target === place) place.tabIndex = -1
  target.focus()
}

/** Makes a jumper with its own memory. */
export function createJumper(): Jumper {
  const memory = new WeakMap<HTMLElement, Element>()
  return {
    jump(all) {
      const places = all.filter((place) => place !== null)
      const active = document.activeElement
      const at = places.findIndex((place) => place.contains(active))
      const from = places[at]
      if (from && active) memory.set(from, active)
      const next = places[(at + 1) % Math.max(1, places.length)]
      if (next) focusInto(next, memory.get(next))
    },
  }
}
