/** Edge of Windows' overlay on a task bar's button, pixels. */
export const badgeEdge = 16

/** Figures of 3 x 5 pixels, a row per line of bits; the plus stands for more than nine. */
const figures: Readonly<Record<string, readonly number[]>> = {
  '1': [0b010, 0b110, 0b010, 0b010, 0b111],
  '2': [0b111, 0b001, 0b111, 0b100, 0b111],
  '3': [0b111, 0b001, 0b111, 0b001, 0b111],
  '4': [0b101, 0b101, 0b111, 0b001, 0b001],
  '5': [0b111, 0b100, 0b111, 0b001, 0b111],
  '6': [0b111, 0b100, 0b111, 0b101, 0b111],
  '7': [0b111, 0b001, 0b010, 0b010, 0b010],
  '8': [0b111, 0b101, 0b111, 0b101, 0b111],
  '9': [0b111, 0b101, 0b111, 0b001, 0b111],
  '+': [0b000, 0b010, 0b111, 0b010, 0b000],
}
/** --amber-fill and --amber-on of renderer/ui/tokens.css, as bytes blue, green, red, alpha. */
const ground = [0x34, 0xb1, 0xf0, 0xff]
const ink = [0x00, 0x1b, 0x2b, 0xff]
const clear = [0, 0, 0, 0]
const scale = 2

/** The figure of a count: itself up to nine, then a plus. @param count at least 1 */
export const badgeFigure = (count: number): string => (count > 9 ? '+' : String(count))

/** Draws the count on a disc. @returns 16 x 16 pixels of blue, green, red, alpha, for `nativeImage.createFromBitmap` */
export function badgeImage(count: number): Uint8Array {
  const figure = figures[badgeFigure(count)] ?? []
  const pixel = (x: number, y: number): readonly number[] => {
    const [column, row] = [Math.floor((x - 5) / scale), Math.floor((y - 3) / scale)]
    const bits = column >= 0 && column < 3 ? (figure[row] ?? 0) : 0
    if ((bits >> (2 - column)) & 1) return ink
    const middle = (badgeEdge - 1) / 2
    return (x - middle) ** 2 + (y - middle) ** 2 <= (badgeEdge / 2) ** 2 ? ground : clear
  }
  const rows = Array.from({ length: badgeEdge }, (_, y) => y)
  return Uint8Array.from(rows.flatMap((y) => rows.flatMap((x) => pixel(x, y))))
}
