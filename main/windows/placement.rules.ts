/** A rectangle in device-independent pixels, as Electron's `Rectangle`. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** At least so much of a window must be on some screen for a person to take hold of it. */
const holdPixels = 64

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

const overlap = (one: Box, other: Box): { width: number; height: number } => ({
  width: Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x),
  height: Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y),
})

/** Where a window goes that was at `wished`: there, unless its monitor is gone, and never larger than the screen it is on. */
export function placed(wished: Box, screens: readonly Box[]): Box {
  const [first] = screens
  if (!first) return wished
  const home = screens.find((screen) => {
    const shared = overlap(wished, screen)
    return shared.width >= holdPixels && shared.height >= holdPixels
  })
  const screen = home ?? first
  const width = Math.min(wished.width, screen.width)
  const height = Math.min(wished.height, screen.height)
  if (home) {
    const x = between(wished.x, screen.x - width + holdPixels, screen.x + screen.width - holdPixels)
    return { x, y: between(wished.y, screen.y, screen.y + screen.height - holdPixels), width, height }
  }
  return {
    x: Math.round(screen.x + (screen.width - width) / 2),
    y: Math.round(screen.y + (screen.height - height) / 2),
    width,
    height,
  }
}

/** The screen a second window opens on: another one than the desk's where there is one. */
export function otherScreen(desk: Box, screens: readonly Box[]): Box | undefined {
  const middle = { x: desk.x + desk.width / 2, y: desk.y + desk.height / 2 }
  const holds = ({ x, y, width, height }: Box): boolean =>
    middle.x >= x && middle.x < x + width && middle.y >= y && middle.y < y + height
  return screens.find((screen) => !holds(screen)) ?? screens[0]
}
