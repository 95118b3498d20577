import { crc32 } from './crc32.ts'

/**
 * The journal on disk, the same in a browser and in the desktop shell. All numbers big-endian.
 * Header, 16 bytes: magic `LXJ1`, generation u32, format version u32, CRC-32 of the twelve bytes before it.
 * Then records: length of the ciphertext u32, CRC-32 of iv and ciphertext u32, AES-GCM iv (12 bytes), ciphertext with its tag.
 */
const magic = 0x4c584a31
const formatVersion = 1
export const headerLength = 16
const recordHead = 8
const ivLength = 12
/** AES-GCM's tag: no ciphertext is shorter. */
const tagLength = 16
/** A longer length is damage, not a record. */
const recordLimit = 16 * 1024 * 1024

/** An encrypted record. */
export interface SealedRecord {
  readonly iv: Uint8Array
  readonly cipher: Uint8Array
}

/** Writes the header. `generation` grows with each compaction; of two files the higher one counts. */
export function encodeHeader(generation: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerLength)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic)
  view.setUint32(4, generation)
  view.setUint32(8, formatVersion)
  view.setUint32(12, crc32(bytes.subarray(0, 12)))
  return bytes
}

/** @returns the generation, or null when there is no whole header of this format */
export function decodeHeader(bytes: Uint8Array): number | null {
  if (bytes.length < headerLength) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerLength)
  const whole = view.getUint32(0) === magic && view.getUint32(12) === crc32(bytes.subarray(0, 12))
  return whole && view.getUint32(8) === formatVersion ? view.getUint32(4) : null
}

/** Writes one record. */
export function encodeRecord({ iv, cipher }: SealedRecord): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(recordHead + ivLength + cipher.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, cipher.length)
  bytes.set(iv, recordHead)
  bytes.set(cipher, recordHead + ivLength)
  view.setUint32(4, crc32(bytes.subarray(recordHead)))
  return bytes
}

/** A record and the offset just behind it. */
export interface ReadRecord extends SealedRecord {
  readonly end: number
}

/**
 * Reads the whole records from `start`, in order, up to the first that is torn or damaged.
 * What a cut leaves behind is never taken for a record: the CRC covers all but the length, and a wrong length ends in a wrong CRC.
 */
export function readRecords(bytes: Uint8Array, start: number = headerLength): ReadRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const records: ReadRecord[] = []
  let at = start
  while (at + recordHead + ivLength + tagLength <= bytes.length) {
    const length = view.getUint32(at)
    const body = at + recordHead
    const end = body + ivLength + length
    if (length < tagLength || length > recordLimit || end > bytes.length) break
    if (view.getUint32(at + 4) !== crc32(bytes.subarray(body, end))) break
    records.push({ iv: bytes.slice(body, body + ivLength), cipher: bytes.slice(body + ivLength, end), end })
    at = end
  }
  return records
}
