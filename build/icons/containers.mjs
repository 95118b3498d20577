/** The files Windows and macOS want icons in, written byte by byte. */

/** @typedef {{ size: number, png: Buffer, rgba: Buffer }} Picture one square picture, `rgba` four bytes a dot from the top left */

/**
 * A bitmap as an .ico holds it: header with twice the height, rows from the bottom, blue first, and an empty mask. Small sizes are kept so because
 * some installers don't read PNG there. @param {Picture} picture @returns {Buffer}
 */
function bitmap({ size, rgba }) {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(size, 4)
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const dots = Buffer.alloc(size * size * 4)
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const from = ((size - 1 - y) * size + x) * 4
      const to = (y * size + x) * 4
      for (const [at, channel] of [2, 1, 0, 3].entries()) dots[to + at] = rgba[from + channel] ?? 0
    }
  const mask = Buffer.alloc(size * Math.ceil(size / 32) * 4)
  return Buffer.concat([header, dots, mask])
}

/** @param {Picture[]} pictures up to 256 dots @returns {Buffer} an .ico */
export function icoOf(pictures) {
  const bodies = pictures.map((picture) => (picture.size >= 256 ? picture.png : bitmap(picture)))
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [n, body] of bodies.entries()) {
    const size = pictures[n]?.size ?? 0
    const at = 6 + 16 * n
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(body.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += body.length
  }
  return Buffer.concat([head, ...bodies])
}

/** Kinds of entries by size in dots; those of the same size are for plain and for dense screens. @type {[string, number][]} */
export const icnsKinds = [
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]

/** @param {Picture[]} pictures @returns {Buffer} an .icns */
export function icnsOf(pictures) {
  const entries = icnsKinds.map(([kind, size]) => {
    const png = pictures.find((picture) => picture.size === size)?.png
    if (!png) throw new Error(`no picture of ${size} dots`)
    const head = Buffer.alloc(8)
    head.write(kind, 'latin1')
    head.writeUInt32BE(8 + png.length, 4)
    return Buffer.concat([head, png])
  })
  const body = Buffer.concat(entries)
  const head = Buffer.alloc(8)
  head.write('icns', 'latin1')
  head.writeUInt32BE(8 + body.length, 4)
  return Buffer.concat([head, body])
}
