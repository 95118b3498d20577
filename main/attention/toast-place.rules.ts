/** A rectangle in device-independent pixels, as Electron's `Rectangle`: scaling is already taken out, halves may be left. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Distance of the toast from the edges, pixels. */
const edge = 12

const shared = (one: Area, other: Area): number => {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return Math.max(0, width) * Math.max(0, height)
}

/** How far the middle of one is outside the other, squared. */
const distance = (of: Area, from: Area): number => {
  const [x, y] = [of.x + of.width / 2, of.y + of.height / 2]
  const outside = (at: number, start: number, length: number): number => Math.max(start - at, 0, at - start - length)
  return outside(x, from.x, from.width) ** 2 + outside(y, from.y, from.height) ** 2
}

/**
 * The work area the toast belongs on: that which shows most of the desk, else the nearest to it. null as `desk`: it has no window, so the first, which
 * is the system's main one.
 * @param areas work areas of all displays, the main one first; undefined as answer: there is none
 */
export function toastArea(desk: Area | null, areas: readonly Area[]): Area | undefined {
  if (desk === null) return areas[0]
  const better = (best: Area, next: Area): Area => {
    const gain = shared(desk, next) - shared(desk, best)
    if (gain !== 0) return gain > 0 ? next : best
    return distance(desk, next) < distance(desk, best) ? next : best
  }
  return areas.length === 0 ? undefined : areas.reduce(better)
}

/** Upper left corner of a toast at the bottom right of a work area, whole pixels; on a tiny one its upper left corner stays visible. */
export function toastPlace(
  area: Area,
  size: { readonly width: number; readonly height: number },
): {
  readonly x: number
  readonly y: number
} {
  const place = (start: number, length: number, own: number): number =>
    Math.max(Math.ceil(start), Math.floor(start + length - own - edge))
  return { x: place(area.x, area.width, size.width), y: place(area.y, area.height, size.height) }
}
