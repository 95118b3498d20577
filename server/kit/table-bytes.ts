import { gunzipSync } from 'node:zlib'

/** Longest unpacked file, bytes: a small packed one may not become a large one. */
const mostBytes = 8_000_000

/** The text of a packed file: UTF-8 with or without its mark, else GBK; null: neither, or not to be unpacked. */
export function textOfFile(packed: string): string | null {
  try {
    const bytes = gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostBytes })
    return decode(bytes, 'utf-8') ?? decode(bytes, 'gbk')
  } catch {
    return null
  }
}

function decode(bytes: Uint8Array, encoding: 'utf-8' | 'gbk'): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
