import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayCall } from '#main/bridge/sender.rules.ts'

const own = (url: string, parent: unknown = null) => ({ url, parent })

describe('a call of the host bridge', () => {
  it('is made by the main frame of our own page, in a window that has the call', () => {
    expect(mayCall('tellSeat', own('app://lianxian/#/desk'), 'desk')).toBe(true)
    expect(mayCall('facts', own('app://lianxian/phone'), 'phone')).toBe(true)
    expect(mayCall('facts', own('app://lianxian'), 'view')).toBe(true)
  })

  it.each([
    'https://lianxian/',
    'app://lianxian.evil/',
    'app://lianxianx',
    'app://evil/',
    'app:lianxian/',
    'file:///app://lianxian/',
    'data:text/html,app://lianxian/',
    'about:blank',
    'APP://lianxian/',
    ' app://lianxian/',
    'blob:app://lianxian/1',
    '',
  ])('is refused to a page of %j', (url) => {
    expect(mayCall('facts', own(url), 'desk')).toBe(false)
  })

  it('is refused to a subframe, even of our own origin', () => {
    expect(mayCall('facts', own('app://lianxian/', {}), 'desk')).toBe(false)
  })

  it('is refused where the frame has gone or the window is none of ours', () => {
    expect(mayCall('facts', null, 'desk')).toBe(false)
    expect(mayCall('facts', own('app://lianxian/'), undefined)).toBe(false)
  })

  it('is refused to a window whose kind does not have it', () => {
    expect(mayCall('journalOpen', own('app://lianxian/'), 'toast')).toBe(false)
    expect(mayCall('readSignIn', own('app://lianxian/'), 'phone')).toBe(false)
    expect(mayCall('toastAct', own('app://lianxian/'), 'desk')).toBe(false)
    expect(mayCall('keepSignIn', own('app://lianxian/'), 'view')).toBe(false)
  })

  it('is refused from any address that is not ours', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https', 'ftp', 'ws'] }), (url) => {
        expect(mayCall('facts', own(url), 'desk')).toBe(false)
      }),
    )
  })
})
