import { describe, expect, it } from 'vitest'
import {
  answerDirection,
  isRemoteHold,
  type MediaDirection,
  mediaDirections,
  offerDirection,
  readyToReceive,
} from '#shared/telephony/media-direction.rules.ts'

/** What the other side's description comes to when both hold or resume in some order. */
const play = (moves: readonly ('a-hold' | 'a-resume' | 'b-hold' | 'b-resume')[]) => {
  const hold = { a: false, b: false }
  let last: { offer: MediaDirection; answer: MediaDirection } = { offer: 'sendrecv', answer: 'sendrecv' }
  for (const move of moves) {
    const [who, what] = move.split('-') as ['a' | 'b', 'hold' | 'resume']
    hold[who] = what === 'hold'
    const offer = offerDirection(hold[who])
    last = { offer, answer: answerDirection(hold[who === 'a' ? 'b' : 'a'], offer) }
  }
  return last
}

describe('directions of sound', () => {
  it('answer with no more than was offered and no more than we want', () => {
    expect(mediaDirections.map((offered) => answerDirection(false, offered))).toEqual([
      'sendrecv',
      'recvonly',
      'sendonly',
      'inactive',
    ])
    expect(mediaDirections.map((offered) => answerDirection(true, offered))).toEqual([
      'sendonly',
      'inactive',
      'sendonly',
      'inactive',
    ])
  })

  it('come back to both ways when both sides held and both resume, in each order', () => {
    for (const first of ['a', 'b'] as const)
      for (const back of ['a', 'b'] as const) {
        const second = first === 'a' ? 'b' : 'a'
        const last = back === 'a' ? 'b' : 'a'
        const both = play([`${first}-hold`, `${second}-hold`])
        expect(both).toEqual({ offer: 'sendonly', answer: 'inactive' })
        expect(play([`${first}-hold`, `${second}-hold`, `${back}-resume`])).toEqual({
          offer: 'sendrecv',
          answer: 'sendonly',
        })
        expect(play([`${first}-hold`, `${second}-hold`, `${back}-resume`, `${last}-resume`])).toEqual({
          offer: 'sendrecv',
          answer: 'sendrecv',
        })
      }
  })

  it('call it a hold when the other side does not want our sound', () => {
    expect(mediaDirections.map(isRemoteHold)).toEqual([false, true, false, true])
  })

  it('are taken as ready to receive at all times, and as sending only to who wants it', () => {
    expect(mediaDirections.map(readyToReceive)).toEqual(['sendrecv', 'sendonly', 'sendrecv', 'sendonly'])
  })
})
