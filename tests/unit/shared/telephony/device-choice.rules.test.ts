import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceInUse, realDevices } from '#shared/telephony/device-choice.rules.ts'

const built = { id: 'b', label: 'Built-in Audio' }
const head = { id: 'h', label: 'Headset (0b0e:0301)' }
const standIn = { id: 'default', label: 'Default - Built-in Audio' }
const all = [standIn, { id: 'communications', label: 'Communications - Headset' }, built, head]

describe('the device in use', () => {
  it.each([
    ['nothing is chosen', null, all, { id: '', label: 'Built-in Audio', away: false }],
    ['the chosen one is there', head, all, { ...head, away: false }],
    ['it has another id today', { ...head, id: 'old' }, all, { ...head, away: false }],
    ['its name changed but not its id', { ...head, label: 'Old name' }, all, { ...head, away: false }],
    ['it is not plugged in', head, [standIn, built], { id: '', label: 'Built-in Audio', away: true }],
    [
      'two of its name are there and neither is it',
      { ...head, id: 'old' },
      [standIn, built, head, { ...head, id: 'h2' }],
      { id: '', label: 'Built-in Audio', away: true },
    ],
    [
      'a nameless one has another id',
      { id: 'x', label: '' },
      [{ id: 'y', label: '' }],
      { id: '', label: '', away: true },
    ],
    [
      'the browser does not tell before the microphone is allowed',
      head,
      [{ id: '', label: '' }],
      { id: '', label: '', away: false },
    ],
    ['there is none at all', null, [], { id: '', label: '', away: false }],
  ])('when %s', (_when, chosen, devices, expected) => {
    expect(deviceInUse(chosen, devices)).toEqual(expected)
  })

  it('is a real device or the default, never the browser’s stand-in', () => {
    const device = fc.record({
      id: fc.constantFrom('', 'default', 'communications', 'a', 'b', 'c'),
      label: fc.constantFrom('', 'A', 'B', 'Default - A'),
    })
    fc.assert(
      fc.property(fc.option(device), fc.array(device), (chosen, devices) => {
        const { id, away } = deviceInUse(chosen, devices)
        expect(id === '' || realDevices(devices).some((real) => real.id === id)).toBe(true)
        expect(away && id !== '').toBe(false)
      }),
    )
  })
})
