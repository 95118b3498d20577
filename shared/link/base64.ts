const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Map([...letters].map((letter, value) => [letter, value]))

/** Base64 (RFC 4648 4), with padding. Written out because neither `btoa` nor `Buffer` is everywhere. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const four = [18, 12, 6, 0].map((shift) => letters[(group >> shift) & 63] ?? '').join('')
    const missing = Math.max(0, at + 3 - bytes.length)
    text += four.slice(0, 4 - missing) + '='.repeat(missing)
  }
  return text
}

/** Reads base64. @returns null when the text is none */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const body = text.replace(/=+$/, '')
  if (text.length % 4 !== 0 || text.length - body.length > 2) return null
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const letter of body) {
    const value = values.get(letter)
    if (value === undefined) return null
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at] = (held >> bits) & 0xff
      at += 1
    }
  }
  return bytes
}
