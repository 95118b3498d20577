import { describe, expect, it } from 'vitest'
import { isTrusted, parsePeer } from '#server/sip/elements/peers.rules.ts'

describe('a trusted peer', () => {
  it.each([
    ['192.0.2.1', { address: '192.0.2.1', port: null }],
    ['192.0.2.1:5060', { address: '192.0.2.1', port: 5060 }],
    ['2001:DB8::1', { address: '2001:db8::1', port: null }],
    ['[::1]:5060', { address: '::1', port: 5060 }],
  ])('is written %s', (text, peer) => expect(parsePeer(text)).toEqual(peer))

  it.each(['', 'proxy.example', '192.0.2', '192.0.2.256', '192.0.2.1:0', '192.0.2.1:65536', 'beef', '192.0.2.1/24'])(
    'is not written %j',
    (text) => expect(parsePeer(text)).toBeUndefined(),
  )

  it('with a port is believed from that port alone, and never over TCP, whose ports anybody may have', () => {
    const peers = [{ address: '192.0.2.1', port: 5060 }]
    expect(isTrusted(peers, { address: '192.0.2.1', port: 5060 }, 'UDP')).toBe(true)
    expect(isTrusted(peers, { address: '192.0.2.1', port: 5061 }, 'UDP')).toBe(false)
    expect(isTrusted(peers, { address: '192.0.2.1', port: 5060 }, 'TCP')).toBe(false)
    expect(isTrusted(peers, { address: '192.0.2.2', port: 5060 }, 'UDP')).toBe(false)
  })

  it('without a port is believed from every port of its address, also where a socket shows it as IPv6', () => {
    const peers = [{ address: '192.0.2.1', port: null }]
    for (const transport of ['UDP', 'TCP'] as const)
      expect(isTrusted(peers, { address: '::ffff:192.0.2.1', port: 4711 }, transport)).toBe(true)
    expect(isTrusted(peers, { address: '::1', port: 4711 }, 'TCP')).toBe(false)
  })
})
