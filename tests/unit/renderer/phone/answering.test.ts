import { describe, expect, it, vi } from 'vitest'
import { answerSecond } from '#renderer/phone/answering/answer-second.ts'
import { AutoAnswer } from '#renderer/phone/answering/auto-answer.ts'
import type { PhoneRefusal } from '#shared/contract/phone/phone-messages.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

describe('a phone that answers by itself', () => {
  const open = () => {
    const clock = createFakeClock()
    const done: string[] = []
    const auto = new AutoAnswer<{ state: string }>({
      clock,
      beep: () => void done.push('tone'),
      answer: () => void done.push('answer'),
    })
    return { clock, done, auto, leg: { state: 'offered' } }
  }

  it('plays the tone first, and answers when it is over', () => {
    const { clock, done, auto, leg } = open()
    auto.answerAfter(leg, 1000)
    clock.advance(999)
    expect(done).toEqual([])
    clock.advance(1)
    expect(done).toEqual(['tone'])
    clock.advance(400)
    expect(done).toEqual(['tone', 'answer'])
  })

  it.each([500, 1200])('leaves a call alone that was taken or is gone after %s ms', (ms) => {
    const { clock, done, auto, leg } = open()
    auto.answerAfter(leg, 1000)
    clock.advance(ms)
    leg.state = 'ended'
    clock.advance(10_000)
    expect(done).not.toContain('answer')
  })

  it('answers nothing once its line is closed', () => {
    const { clock, done, auto, leg } = open()
    auto.answerAfter(leg, 1000)
    clock.advance(1100)
    auto.close()
    clock.advance(10_000)
    expect(done).toEqual(['tone'])
    expect(clock.pending()).toBe(0)
  })

  it('beeps every 4 s for as long as a second call waits', () => {
    const { clock, done, auto, leg } = open()
    auto.beepWhileOffered(leg)
    clock.advance(8000)
    expect(done).toEqual(['tone', 'tone', 'tone'])
    leg.state = 'ended'
    clock.advance(20_000)
    expect(done).toHaveLength(3)
    expect(clock.pending()).toBe(0)
  })
})

describe('answering a second call', () => {
  const said: string[] = []
  const leg = (
    name: string,
    change: { isParty?: boolean; isHeld?: boolean; hold?: PhoneRefusal; answer?: PhoneRefusal },
  ) => {
    const one = {
      state: change.isParty ? 'established' : 'offered',
      isParty: change.isParty ?? false,
      isHeld: change.isHeld ?? false,
      async hold() {
        said.push(`hold ${name}`)
        one.isHeld = change.hold === undefined
        return change.hold ?? null
      },
      async resume() {
        said.push(`resume ${name}`)
        return null
      },
      answer: vi.fn(async () => {
        said.push(`answer ${name}`)
        return change.answer ?? null
      }),
    }
    return one
  }

  it('holds whoever is talked with, and no one else, before it answers', async () => {
    said.length = 0
    const second = leg('second', {})
    const legs = [leg('first', { isParty: true }), leg('waits', { isParty: true, isHeld: true }), second]
    expect(await answerSecond(second, legs)).toBeNull()
    expect(said).toEqual(['hold first', 'answer second'])
  })

  it('does not answer when a hold is refused, and takes back those it held', async () => {
    said.length = 0
    const second = leg('second', {})
    const legs = [leg('one', { isParty: true }), leg('other', { isParty: true, hold: 'failed' }), second]
    expect(await answerSecond(second, legs)).toBe('failed')
    expect(said).toEqual(['hold one', 'hold other', 'resume one'])
  })

  it('takes the first one back when the second is gone by then', async () => {
    said.length = 0
    const second = leg('second', { answer: 'not-now' })
    expect(await answerSecond(second, [leg('first', { isParty: true }), second])).toBe('not-now')
    expect(said).toEqual(['hold first', 'answer second', 'resume first'])
  })
})
