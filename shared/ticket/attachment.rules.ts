/** Largest file, octets: 20 MB. */
export const attachmentMostBytes = 20 * 1024 * 1024
/** Files a ticket may have at a time. */
export const attachmentMost = 10
/** Longest name, code points. */
export const attachmentNameMost = 120
/** Octets of a file's beginning that tell its kind. */
export const attachmentHeadBytes = 64

/** What a file may be; the first name after each is what its own name ends with. */
const endings = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
  'audio/mpeg': ['mp3'],
  'audio/wav': ['wav'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/mp4': ['m4a'],
} as const
export type AttachmentKind = keyof typeof endings
export const attachmentKinds = Object.keys(endings) as [AttachmentKind, ...AttachmentKind[]]

/** Of which sort a kind is, for people. */
export type AttachmentSort = 'image' | 'audio' | 'video' | 'pdf'
export const sortOfKind = (kind: AttachmentKind): AttachmentSort =>
  kind === 'application/pdf' ? 'pdf' : (kind.slice(0, kind.indexOf('/')) as 'image' | 'audio' | 'video')

/** What the file's own name ends with, without the dot. */
export const endingOfKind = (kind: AttachmentKind): string => endings[kind][0]

/** Why a file is not taken or not shown. `not-clean`: the virus scan found something; `not-scanned`: the scan did not answer; `stopped`: it ended before it was whole; `gone`: removed, or its draft was. */
export const attachmentRefusals = [
  'too-large',
  'wrong-kind',
  'too-many',
  'not-clean',
  'not-scanned',
  'gone',
  'not-yours',
  'stopped',
  'damaged',
] as const
export type AttachmentRefusal = (typeof attachmentRefusals)[number]

const text = (head: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...head.subarray(from, from + length))

/** Brands of ISO 14496-12 files that hold sound alone, and those that are played as MPEG-4. */
const soundBrands = ['M4A ', 'M4B ']
const filmBrands = [
  'isom',
  'iso2',
  'iso4',
  'iso5',
  'iso6',
  'mp41',
  'mp42',
  'avc1',
  'M4V ',
  'MSNV',
  'dash',
  '3gp4',
  '3gp5',
]

function riffKind(head: Uint8Array): AttachmentKind | null {
  const form = text(head, 8, 4)
  return form === 'WAVE' ? 'audio/wav' : form === 'WEBP' ? 'image/webp' : null
}

function boxKind(head: Uint8Array): AttachmentKind | null {
  const brand = text(head, 8, 4)
  return soundBrands.includes(brand) ? 'audio/mp4' : filmBrands.includes(brand) ? 'video/mp4' : null
}

/** An MPEG audio frame, layer III, with a bit rate and a sampling rate that exist (ISO 11172-3, 2.4.2.3). */
const isMp3Frame = ([first = 0, second = 0, third = 0]: Uint8Array): boolean =>
  first === 0xff &&
  (second & 0xe6) === 0xe2 &&
  (second & 0x18) !== 0x08 &&
  (third & 0xf0) !== 0xf0 &&
  (third & 0x0c) !== 0x0c

/**
 * What a file is by its own octets: neither its name nor what was said of it counts. null: none of the kinds that are taken.
 * @param head the file's first octets, `attachmentHeadBytes` of them where it has so many
 */
export function kindOfHead(head: Uint8Array): AttachmentKind | null {
  const starts = (signs: string) => text(head, 0, signs.length) === signs
  if (starts('\xff\xd8\xff')) return 'image/jpeg'
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts('GIF87a') || starts('GIF89a')) return 'image/gif'
  if (starts('%PDF-')) return 'application/pdf'
  if (starts('RIFF')) return riffKind(head)
  if (text(head, 4, 4) === 'ftyp') return boxKind(head)
  if (starts('\x1aE\xdf\xa3')) return text(head, 4, attachmentHeadBytes).includes('webm') ? 'video/webm' : null
  if (starts('OggS')) return 'audio/ogg'
  return starts('ID3') || isMp3Frame(head) ? 'audio/mpeg' : null
}

/** Signs no name needs: control and format signs (those that turn the direction of writing among them), halves of a pair, line ends. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
/** Signs and names a file cannot have on Windows. */
const unfit = /[<>:"|?*]/g
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * A name that is safe to show and to save under: the last part of a path, without signs that hide or turn anything, ending as its kind does,
 * `attachmentNameMost` long at most. What is left of nothing is 附件.
 */
export function cleanAttachmentName(name: string, kind: AttachmentKind): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(unseen, '')
    .replace(unfit, '_')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  const dot = plain.lastIndexOf('.')
  const ending = dot < 0 ? '' : plain.slice(dot + 1).toLowerCase()
  const fits = endings[kind].some((one) => one === ending)
  const tail = `.${fits ? ending : endingOfKind(kind)}`
  const stem = fits ? plain.slice(0, dot).trimEnd() : plain
  const short = Array.from(stem)
    .slice(0, attachmentNameMost - tail.length)
    .join('')
    .trimEnd()
  return `${short === '' ? '附件' : device.test(short) ? `_${short}`.slice(0, attachmentNameMost - tail.length) : short}${tail}`
}
