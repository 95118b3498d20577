import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failureReason } from '#main/update/failure.rules.ts'
import { canUpdate, firstCheck, nextCheck } from '#main/update/schedule.rules.ts'
import { nextUpdate, type UpdateEvent, type UpdateState, updateNews } from '#main/update/update-state.rules.ts'
import { versionStep } from '#main/update/version.rules.ts'
import { hostNews } from '#shared/contract/host/host-news.ts'

/** In rising order; the prereleases are those of semver.org, section 11. */
const rising = [
  '0.1.0',
  '0.1.1',
  '0.2.0',
  '0.10.0',
  '1.0.0-0',
  '1.0.0-2',
  '1.0.0-11',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.0.1',
  '2.0.0',
  '9007199254740993.0.0',
  '9007199254740994.0.0',
]

describe('versions', () => {
  it('stand in the order of semantic versioning, prereleases and large numbers too', () => {
    for (const [i, one] of rising.entries())
      for (const [j, other] of rising.entries())
        expect(`${one} ${versionStep(one, other)} ${other}`).toBe(
          `${one} ${i === j ? 'same' : i > j ? 'newer' : 'older'} ${other}`,
        )
  })

  it('are told by nothing but their numbers and prerelease', () => {
    expect(versionStep('v1.0.0+build.7', '1.0.0+build.9')).toBe('same')
  })

  it.each([
    '',
    '1',
    '1.0',
    '1.0.0.0',
    '01.0.0',
    '1.0.0-',
    '1.0.0-01',
    '1.0.0-a..b',
    '1.0.0 ',
    'latest',
    '1.0.x',
    `1.0.${'9'.repeat(200)}`,
  ])('that are none, like %j, are unknown', (text) => {
    expect(versionStep(text, '1.0.0')).toBe('unknown')
    expect(versionStep('1.0.0', text)).toBe('unknown')
  })

  it('never stand both above and below each other', () => {
    const part = fc.nat({ max: 30 })
    const pre = fc.constantFrom('', '-alpha', '-alpha.1', '-beta.2', '-beta.11', '-1')
    const version = fc.tuple(part, part, part, pre).map(([a, b, c, tail]) => `${a}.${b}.${c}${tail}`)
    const turned = { newer: 'older', older: 'newer', same: 'same', unknown: 'unknown' } as const
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(versionStep(one, other)).toBe(turned[versionStep(other, one)])
      }),
    )
  })
})

const follow = (events: readonly UpdateEvent[], from: UpdateState = { state: 'none' }) =>
  events.reduce((state, event) => nextUpdate(state, event, '1.2.0'), from)

describe('an update', () => {
  it('is found, loaded and ready', () => {
    const found = follow([{ type: 'check' }, { type: 'found', version: '1.3.0' }])
    expect(found).toEqual({ state: 'loading', version: '1.3.0', percent: 0 })
    const half = follow([{ type: 'progress', percent: 55.9 }], found)
    expect(updateNews(half)).toEqual({ state: 'loading', percent: 55 })
    expect(updateNews(follow([{ type: 'loaded', version: '1.3.0' }], half))).toEqual({
      state: 'ready',
      version: '1.3.0',
    })
  })

  it.each(['1.2.0', '1.1.9', '1.2.0-beta.9', 'latest', ''])(
    'to %j is refused, whatever the updater thinks of it',
    (version) => {
      const refused = { state: 'failed', reason: 'downgrade' }
      expect(follow([{ type: 'check' }, { type: 'found', version }])).toEqual(refused)
      expect(follow([{ type: 'loaded', version }])).toEqual(refused)
    },
  )

  it('is none where the server has ours or does not give out the new one yet, and a downgrade where it has an older one', () => {
    expect(follow([{ type: 'check' }, { type: 'none-found', version: '1.2.0' }])).toEqual({ state: 'none' })
    expect(follow([{ type: 'check' }, { type: 'none-found', version: '1.3.0' }])).toEqual({ state: 'none' })
    expect(follow([{ type: 'check' }, { type: 'none-found', version: '1.1.0' }])).toMatchObject({ reason: 'downgrade' })
  })

  it('that is ready is spoiled by no check, only by its installer', () => {
    const ready: UpdateState = { state: 'ready', version: '1.3.0' }
    expect(
      follow([{ type: 'check' }, { type: 'found', version: '1.4.0' }, { type: 'progress', percent: 3 }], ready),
    ).toBe(ready)
    expect(follow([{ type: 'failed', reason: 'other' }], ready)).toEqual({ state: 'failed', reason: 'other' })
  })

  it('that failed is tried again', () => {
    const failed = follow([{ type: 'check' }, { type: 'failed', reason: 'network' }])
    expect(updateNews(failed)).toEqual({ state: 'failed', reason: 'network' })
    expect(follow([{ type: 'check' }], failed)).toEqual({ state: 'checking' })
  })

  it('is always news the desk takes, and ready only when newer', () => {
    const version = fc.constantFrom('1.1.0', '1.2.0', '1.2.1', '2.0.0-rc.1', 'x', `1.3.0-${'a'.repeat(80)}`)
    const event: fc.Arbitrary<UpdateEvent> = fc.oneof(
      fc.constant({ type: 'check' as const }),
      fc.record({ type: fc.constantFrom('none-found' as const, 'found' as const, 'loaded' as const), version }),
      fc.record({ type: fc.constant('progress' as const), percent: fc.double() }),
      fc.record({
        type: fc.constant('failed' as const),
        reason: fc.constantFrom('network' as const, 'signature' as const),
      }),
    )
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const state = follow(events)
        hostNews.update.parse(updateNews(state))
        if (state.state === 'ready' || state.state === 'loading')
          expect(versionStep(state.version, '1.2.0')).toBe('newer')
      }),
    )
  })
})

describe('a failure of the updater', () => {
  const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })
  it.each([
    [coded('ERR_UPDATER_INVALID_SIGNATURE'), 'signature'],
    [coded('ERR_CHECKSUM_MISMATCH'), 'signature'],
    [coded('ECONNREFUSED'), 'network'],
    [coded('EAI_AGAIN'), 'network'],
    [new Error('net::ERR_NAME_NOT_RESOLVED'), 'network'],
    [Object.assign(coded('HTTP_ERROR_503'), { statusCode: 503 }), 'network'],
    [coded('ERR_UPDATER_CHANNEL_FILE_NOT_FOUND', 'see net::ERR_FAILED'), 'other'],
    [new Error('dpkg is missing'), 'other'],
    ['text', 'other'],
    [null, 'other'],
  ])('%s is of the kind %s', (error, reason) => {
    expect(failureReason(error)).toBe(reason)
  })
})

describe('the checks', () => {
  it('come within a minute, then every four hours more or less', () => {
    expect([firstCheck(0), firstCheck(0.5)]).toEqual([0, 30_000])
    expect([nextCheck(0), nextCheck(0.5), nextCheck(0.999_999)].map((ms) => Math.round(ms / 60_000))).toEqual([
      216, 240, 264,
    ])
  })

  it.each([
    ['win32', undefined, null, true],
    ['darwin', undefined, null, true],
    ['linux', '/opt/lianxian.AppImage', null, true],
    ['linux', undefined, 'deb\n', true],
    ['linux', undefined, 'rpm', false],
    ['linux', undefined, null, false],
    ['freebsd', undefined, null, false],
  ] as const)('on %s with the image %s and the package %j: %s', (platform, appImage, packageType, able) => {
    expect(canUpdate({ platform, packaged: true, appImage, packageType })).toBe(able)
    expect(canUpdate({ platform, packaged: false, appImage, packageType })).toBe(false)
  })
})
