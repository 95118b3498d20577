import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audioDirection, withAudioDirection, withTransportOf } from '#renderer/phone/media/audio-section.ts'
import { mediaDirections } from '#shared/telephony/media-direction.rules.ts'

const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`
const head = ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0']
const audio = ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 0.0.0.0', 'a=mid:0', 'a=sendrecv', 'a=rtcp-mux']
const video = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'c=IN IP4 0.0.0.0', 'a=inactive']

describe('the direction of the audio section', () => {
  it('is read from the audio section, whatever other sections say', () => {
    expect(audioDirection(lines(...head, ...video, ...audio))).toBe('sendrecv')
    expect(audioDirection(lines(...head, ...audio.map((line) => line.replace('sendrecv', 'recvonly')), ...video))).toBe(
      'recvonly',
    )
  })

  it("is the session's where the section has none, and sendrecv where nobody says one", () => {
    const bare = audio.filter((line) => line !== 'a=sendrecv')
    expect(audioDirection(lines(...head, 'a=sendonly', ...bare))).toBe('sendonly')
    expect(audioDirection(lines(...head, ...bare))).toBe('sendrecv')
    expect(audioDirection('')).toBe('sendrecv')
  })

  it('is written there and nowhere else, and read back as written', () => {
    const parts = fc.shuffledSubarray([audio, video], { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(parts, fc.constantFrom(...mediaDirections), fc.boolean(), (sections, direction, bare) => {
        if (!sections.includes(audio)) return true
        const given = sections.flat().filter((line) => !(bare && line === 'a=sendrecv'))
        const sdp = withAudioDirection(lines(...head, ...given), direction)
        const videoKept = !sections.includes(video) || sdp.includes(lines(...video))
        return audioDirection(sdp) === direction && videoKept && !/[^\r]\n/.test(sdp)
      }),
    )
  })
})

describe('a re-offer that was not gathered for', () => {
  const current = lines(
    ...head,
    'm=audio 4000 UDP/TLS/RTP/SAVPF 111',
    'c=IN IP4 192.0.2.7',
    'a=candidate:1 1 udp 1 192.0.2.7 4000 typ host',
    'a=candidate:2 1 udp 1 192.0.2.8 4001 typ host',
    'a=mid:0',
  )

  it('carries address, port and candidates of the description in use, and is otherwise itself', () => {
    const moved = withTransportOf(lines(...head, ...audio), current)
    expect(moved).toContain('m=audio 4000 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 192.0.2.7\r\n')
    expect(moved.match(/^a=candidate:/gm)).toHaveLength(2)
    expect(moved).toContain('a=sendrecv\r\na=rtcp-mux\r\na=candidate:1 ')
    expect(moved).not.toMatch(/[^\r]\n|\r\n\r\n/)
  })

  it('does not double candidates it has already', () => {
    const once = withTransportOf(lines(...head, ...audio), current)
    expect(withTransportOf(once, current)).toBe(once)
  })
})
