import { type MediaDirection, mediaDirections } from '#shared/telephony/media-direction.rules.ts'

const directionLine = /^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m
const audioSection = /^m=audio[^\n]*\n(?:(?!m=)[^\n]*\n?)*/m

const named = (text: string | undefined): MediaDirection => mediaDirections.find((each) => each === text) ?? 'sendrecv'

/** Direction of the first audio section; the session's own where the section has none, `sendrecv` by default (RFC 4566 6). */
export function audioDirection(sdp: string): MediaDirection {
  const section = audioSection.exec(sdp)?.[0] ?? ''
  const session = sdp.split(/^m=/m, 1)[0] ?? ''
  return named(directionLine.exec(section)?.[1] ?? directionLine.exec(session)?.[1])
}

/** The same description with another direction in its first audio section; nothing else is touched. */
export function withAudioDirection(sdp: string, direction: MediaDirection): string {
  return sdp.replace(audioSection, (section) => {
    if (directionLine.test(section)) return section.replace(directionLine, `a=${direction}\r`)
    return `${section.trimEnd()}\r\na=${direction}\r\n`
  })
}

const first = (section: string, line: RegExp): string | undefined => line.exec(section)?.[0]
const addressLine = /^c=[^\n]*$/m
const portField = /^m=audio \d+/m
const candidateLines = /^a=(?:candidate:|end-of-candidates)[^\n]*$/gm

/** An offer that has not been gathered for, with address, port and candidates of the description in use: they have not changed. */
export function withTransportOf(offer: string, current: string): string {
  const used = audioSection.exec(current)?.[0] ?? ''
  return offer.replace(audioSection, (section) => {
    const candidates = (used.match(candidateLines) ?? []).map((line) => `${line.trimEnd()}\r\n`).join('')
    const port = first(used, portField) ?? 'm=audio 9'
    const address = first(used, addressLine)?.trimEnd() ?? 'c=IN IP4 0.0.0.0'
    const moved = section.replace(portField, port).replace(addressLine, `${address}\r`)
    return `${moved
      .replace(candidateLines, '')
      .replace(/\n\r?\n+/g, '\n')
      .trimEnd()}\r\n${candidates}`
  })
}
