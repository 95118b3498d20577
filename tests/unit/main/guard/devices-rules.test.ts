import { describe, expect, it } from 'vitest'
import { chosenDevice, mayOpenDevice } from '#main/guard/devices.rules.ts'

const headset = { deviceId: 'headset', collections: [{ usagePage: 0x0c }, { usagePage: 0x0b, usage: 5 }] }
const own = { deviceType: 'hid', origin: 'app://lianxian', device: headset }
const page = { url: 'app://lianxian/#/desk', parent: null }

const strangers: readonly [string, object][] = [
  ['a keyboard', { collections: [{ usagePage: 0x01, usage: 6 }] }],
  ['a mouse', { collections: [{ usagePage: 0x01, usage: 2 }] }],
  ['a security key', { collections: [{ usagePage: 0xf1d0, usage: 1 }] }],
  ['volume keys', { collections: [{ usagePage: 0x0c, usage: 1 }] }],
  ['a maker’s own device', { collections: [{ usagePage: 0xff00, usage: 1 }] }],
  ['a telephone inside another device', { collections: [{ usagePage: 0xff00, children: [{ usagePage: 0x0b }] }] }],
  ['telephony as a usage', { collections: [{ usagePage: 0x0c, usage: 0x0b }] }],
  ['telephony as a text', { collections: [{ usagePage: '11' }] }],
  ['one without collections', { collections: [] }],
  ['one that hides its collections', {}],
  ['one whose collections are no list', { collections: { usagePage: 0x0b } }],
  ['one whose collections are null', { collections: null }],
  ['one with a hole', { collections: [null] }],
]

describe('a device', () => {
  it('is opened by our own page when it is a headset or a phone', () => {
    expect(mayOpenDevice(own)).toBe(true)
    expect(mayOpenDevice({ ...own, origin: 'app://lianxian/' })).toBe(true)
  })

  it.each(strangers)('is not opened when it is %s', (_name, device) => {
    expect(mayOpenDevice({ ...own, device })).toBe(false)
    expect(chosenDevice([{ deviceId: 'x', ...device }], page)).toBeNull()
  })

  it.each(['https://evil.example', 'app://lianxian.evil.example', 'app://other', 'file://', 'null', ''])(
    'is not opened for %j',
    (origin) => {
      expect(mayOpenDevice({ ...own, origin })).toBe(false)
      expect(chosenDevice([headset], { url: origin, parent: null })).toBeNull()
    },
  )

  it.each(['usb', 'serial', 'HID', ''])('is not opened as %j', (deviceType) => {
    expect(mayOpenDevice({ ...own, deviceType })).toBe(false)
  })

  it('is chosen without a question: the first headset', () => {
    const second = { ...headset, deviceId: 'second' }
    const keyboard = { deviceId: 'keyboard', collections: [{ usagePage: 1 }] }
    expect(chosenDevice([keyboard, headset, second], page)).toBe('headset')
    expect(chosenDevice([keyboard], page)).toBeNull()
    expect(chosenDevice([], page)).toBeNull()
  })

  it('is not chosen for a frame that is gone or inside a page', () => {
    expect(chosenDevice([headset], null)).toBeNull()
    expect(chosenDevice([headset], { ...page, parent: page })).toBeNull()
  })
})
