import { describe, expect, it } from 'vitest'
import { digestFits, digestResponse, hashA1, parseDigest } from '#server/sip/digest/digest.ts'
import { createNonces } from '#server/sip/digest/nonce.ts'

/** The worked example of RFC 2617 3.5. */
const example = {
  username: 'Mufasa',
  realm: 'testrealm@host.com',
  nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
  uri: '/dir/index.html',
  cnonce: '0a4f113b',
  nc: 1,
  ncText: '00000001',
}
const ha1 = hashA1('Mufasa', 'testrealm@host.com', 'Circle Of Life')
const header =
  'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
  'uri="/dir/index.html", qop=auth, nc=00000001, cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", opaque="x"'

describe('digest', () => {
  it('computes the response of the standard’s example', () => {
    expect(ha1).toBe('939e7578ed9e3c518a452acee763bce9')
    expect(digestResponse(ha1, 'GET', example)).toBe('6629fae49393a05397450978507c4ef1')
  })

  it('reads a header and fits it to any of several secrets, not to none or another', () => {
    const given = parseDigest(header)
    if (!given) throw new Error('not read')
    expect(digestFits([hashA1('Mufasa', 'testrealm@host.com', 'x'), ha1], 'GET', given)).toBe(true)
    expect(digestFits([], 'GET', given)).toBe(false)
    expect(digestFits([hashA1('Mufasa', 'testrealm@host.com', 'x')], 'GET', given)).toBe(false)
    expect(digestFits([ha1], 'POST', given)).toBe(false)
  })

  it.each([
    ['another scheme (regaut01)', 'NoOneKnowsThisScheme opaque-data=here'],
    ['another algorithm', `${header}, algorithm=SHA-256`],
    ['no qop', header.replace('qop=auth, ', '')],
    ['auth-int', header.replace('qop=auth', 'qop=auth-int')],
    ['a count that is no count', header.replace('nc=00000001', 'nc=1')],
    ['a response that is no hash', header.replace('6629fae4', 'XXXXXXXX')],
    ['no client nonce', header.replace('cnonce="0a4f113b", ', '')],
    ['a name given twice', `${header}, username="other"`],
    ['an open quote', header.replace('opaque="x"', 'opaque="x')],
  ])('does not read %s', (_name, text) => {
    expect(parseDigest(text)).toBeUndefined()
  })
})

describe('a nonce', () => {
  it('is fresh on its connection until its time is over', () => {
    let now = 1_000_000
    const nonces = createNonces(() => now, 1000)
    const nonce = nonces.make('flow')
    expect(nonces.check(nonce, 'flow')).toBe('fresh')
    expect(nonces.check(nonce, 'other')).toBe('foreign')
    now += 1001
    expect(nonces.check(nonce, 'flow')).toBe('stale')
  })

  it('cannot be made, aged or bent by others', () => {
    const nonces = createNonces(() => 5_000_000, 1000)
    const nonce = nonces.make('flow')
    const [time = '', random = '', sign = ''] = nonce.split('.')
    const forged = [
      `${(9_000_000).toString(36)}.${random}.${sign}`,
      `${time}.x${random}.${sign}`,
      `${time}.${random}.`,
      '',
      'a',
    ]
    for (const one of forged) expect(nonces.check(one, 'flow')).toBe('foreign')
    expect(createNonces(() => 5_000_000, 1000).check(nonce, 'flow')).toBe('foreign')
  })

  it('is another one each time', () => {
    const nonces = createNonces(() => 1, 1000)
    expect(nonces.make('flow')).not.toBe(nonces.make('flow'))
  })
})
