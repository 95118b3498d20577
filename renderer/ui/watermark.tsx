import styles from './watermark.module.css'

/** Where the words stand in the picture, percent. */
const places = [
  [2, 20],
  [52, 38],
  [8, 58],
  [46, 78],
  [4, 96],
] as const

const escaped = (text: string): string => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The words as a picture; grey between the light and the dark, with an edge, to be seen over any picture. */
function pictureOf(words: string, strong: boolean): string {
  const texts = places.map(([x, y]) => `<text x="${x}%" y="${y}%">${escaped(words)}</text>`).join('')
  const look = strong
    ? 'fill="#ffffff" fill-opacity="0.5" stroke="#000000" stroke-opacity="0.35" stroke-width="0.6"'
    : 'fill="#808080" fill-opacity="0.28"'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="520" height="150"><g font-family="sans-serif" font-size="13" ${look}>${texts}</g></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/**
 * Words over all of the part it stands in, which is positioned: decoration, since the same is said beside it to everybody.
 * @param strong over pictures, which may have any colour
 */
export function Watermark({ words, strong = false }: { readonly words: string; readonly strong?: boolean }) {
  const picture = pictureOf(words, strong)
  return strong ? (
    <span className={styles.tiles} style={{ backgroundImage: `url("${picture}")` }} aria-hidden data-watermark />
  ) : (
    <img className={styles.marks} src={picture} alt="" />
  )
}
