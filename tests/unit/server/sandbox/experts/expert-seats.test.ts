import { describe, expect, it } from 'vitest'
import { mindExpertSeats } from '#server/sandbox/experts/expert-seats.ts'
import { type AtSeat, somebodySits } from '#server/sandbox/experts/who-sits.rules.ts'

const own = '0f8fad5b-d9cb-469f-a165-70867728950e'
const scripted = `<urn:uuid:${own}>;1`

describe('whether a person sits at an expert’s seat', () => {
  it.each([
    ['nobody', { desk: false, phones: [] }, false],
    ['the scripted expert’s own telephone', { desk: false, phones: [scripted] }, false],
    ['a desk', { desk: true, phones: [] }, true],
    ['a desk beside the scripted telephone', { desk: true, phones: [scripted] }, true],
    ['a telephone of its own', { desk: false, phones: ['<urn:uuid:7c9e6679-7425-40de-944b-e07fc1f90ae7>;1'] }, true],
    ['a telephone without an instance beside the scripted one', { desk: false, phones: [scripted, null] }, true],
  ] as const)('%s', (_, at, sits) => {
    expect(somebodySits(at, own)).toBe(sits)
  })
})

describe('scripted experts', () => {
  it('are sent for and sent home once a change, seat by seat, until nobody minds them any more', () => {
    const places = new Map<string, AtSeat>()
    const told: string[] = []
    let change = () => {}
    const stop = mindExpertSeats({
      seats: ['9001', '9002'],
      instance: own,
      at: (seat) => places.get(seat) ?? { desk: false, phones: [] },
      onChange(listener) {
        change = listener
        return () => {
          change = () => {}
        }
      },
      attend: (seat, wanted) => void told.push(`${seat} ${wanted ? 'comes' : 'goes'}`),
    })
    expect(told.splice(0)).toEqual(['9001 comes', '9002 comes'])
    places.set('9001', { desk: false, phones: [scripted] })
    change()
    expect(told.splice(0)).toEqual([])
    places.set('9001', { desk: true, phones: [scripted] })
    change()
    change()
    expect(told.splice(0)).toEqual(['9001 goes'])
    places.delete('9001')
    change()
    expect(told.splice(0)).toEqual(['9001 comes'])
    stop()
    places.set('9002', { desk: true, phones: [] })
    change()
    expect(told).toEqual([])
  })
})
