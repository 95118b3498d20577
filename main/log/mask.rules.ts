import { maskNumber, normaliseNumber, numberKind } from '#shared/kit/phone-number.ts'

/** A replacement, in order: what an earlier one has hidden a later one does not see. */
type Rule = readonly [RegExp, string | ((found: string, ...groups: string[]) => string)]

const secretNames =
  'passw(?:or)?d|passwd|passphrase|pwd|secret|token|credential|authorization|cookie|ha1|api-?key|journal-?key'

/** Whatever opens something. */
const secrets: readonly Rule[] = [
  [/eyJ[\w-]{10,}(?:\.[\w-]*)*/g, '<token>'],
  [/\b(Bearer)\s+[^\s"',;]+/gi, '$1 <token>'],
  [/\b(Basic)\s+[\w+/=-]{8,}/gi, '$1 <token>'],
  // Digest, RFC 7616: what proves the password.
  [/\b(response|nonce|cnonce)\s*=\s*"[^"]*"/gi, '$1="<hidden>"'],
  // sip:user:password@host and scheme://user:password@host.
  [/(sips?:[^\s:@;>"]*):[^\s@>"]+@/gi, '$1:<hidden>@'],
  [/(?<![a-z0-9+.-])([a-z][a-z0-9+.-]*:\/\/)[^\s/@"]+@/gi, '$1<hidden>@'],
  // A value in quotes, an escaped one of a text within a text, or up to the next separator.
  [
    new RegExp(
      `(?<![\\w-])([\\w-]*(?:${secretNames})[\\w-]*[\\\\"']*\\s*[:=]\\s*)(?:(["'])(?:\\\\.|(?!\\2)[^\\\\])*\\2|\\\\+"[^"]*"|[^\\s,;&"'}\\]]+)`,
      'gi',
    ),
    '$1<hidden>',
  ],
  [/((?:密码|口令|令牌|密钥)(?:\s*[:=是为]\s*|\s+))\S+/g, '$1<hidden>'],
  // 32 bytes in base64 are a key, 16 or more in hexadecimal may be one.
  [/(?<![\w+/])[\w+/-]{43}=/g, '<token>'],
  [/(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/gi, '<token>'],
]

/** A home folder tells who somebody is. */
const homes: readonly Rule[] = [
  [/[a-z]:[\\/]{1,4}Users[\\/]{1,4}(?:[^\\/:*?"<>|\r\n]+(?=[\\/])|[^\\/:*?"<>|\s]+)/gi, '~'],
  [/(?<![\w.~-])\/(?:home|Users)\/[^/\s:"'<>|,;)]+/g, '~'],
  [/(?<![\w.~-])\/root(?=\/)/g, '~'],
]

/** A date stands as it is; any other run of seven digits or more, however it is grouped, may be somebody's number. */
const numbers: readonly Rule[] = [
  [/(?<!\d)\d{6}[- ]?(?:1[89]|2\d)\d{6}[- ]?\d{3}[\dx](?![\da-z])/gi, '<id-number>'],
  [/(?<!\d)\d{17}x/gi, '<id-number>'],
  [/(?<!\d)(?:(?:(?:\+|00)?86|0)[-. _/]?)?(1[3-9]\d)[-. _/]?(\d{4})[-. _/]?(\d{4})(?!\d)/g, '$1****$3'],
  [
    /(?<!\d)(20\d\d-[01]\d-[0-3]\d)(?!\d)|\(0\d{2,3}\)[ -]?\d{3,4}[ -]?\d{4}|\+?\d(?:[- ]?\d){6,}/g,
    (run, date) => date ?? maskRun(run),
  ],
]

function maskRun(run: string): string {
  const number = normaliseNumber(run)
  const kind = number === null ? null : numberKind(number)
  // Without an area code it was no number that one can be sure of.
  const known = kind === 'mobile' || kind === 'international' || (kind === 'landline' && /^[+(0]/.test(run))
  return known && number !== null ? maskNumber(number) : '<number>'
}

/**
 * A text without personal data: numbers of telephones and of identities, tokens, passwords, home folders. Rather too much than too little: what is left
 * is for finding faults. `home`: this user's home folder, which may lie anywhere.
 */
export function maskText(text: string, home = ''): string {
  // Full-width digits and invisible characters would carry a number past every rule.
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '')
  const rules = [...secrets, ...ownHome(home), ...homes, ...numbers]
  return rules.reduce((masked, [pattern, by]) => masked.replace(pattern, by as string), plain)
}

function ownHome(home: string): readonly Rule[] {
  const parts = home.normalize('NFKC').split(/[\\/]+/)
  if (parts.filter((part) => part !== '').length < 2) return []
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return [[new RegExp(`${escaped.join('[\\\\/]{1,4}')}(?![\\w-])`, 'gi'), '~']]
}

/** A number too long for a count; moments (ms since the epoch, of this and the next century) stay. */
export function maskCount(count: number): number | string {
  const moment = count >= 1e12 && count < 4.1e12
  return Math.abs(count) >= 1e7 && !moment ? '<number>' : count
}

const hiddenName = new RegExp(`^(?:number|name|phone|key)$|${secretNames}`, 'i')

/** Whether a field's name alone says that nobody should read it: the names of the server's log, and some. */
export const isHiddenName = (name: string): boolean => hiddenName.test(name)
