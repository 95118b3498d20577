import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mostCandidates,
  nextReach,
  type ReachEvent,
  ringingTarget,
  startReach,
} from '#shared/telephony/reach.machine.ts'
import { referProgress, referTo, replacesOf, sipfragStatus } from '#shared/telephony/refer.rules.ts'
import { keptPrivate, leaveProblem, mixOf } from '#shared/telephony/together.rules.ts'

const party = (id: string, held = false) => ({ id, held })

describe('how parties stand to each other', () => {
  it.each([
    ['nobody', [], null, 'none'],
    ['one who talks', [party('a')], null, 'single'],
    ['one on hold', [party('a', true)], null, 'held'],
    ['all on hold', [party('a', true), party('b', true)], null, 'held'],
    ['one who waits while another talks', [party('a', true), party('b')], null, 'consult'],
    ['two who talk', [party('a'), party('b')], null, 'conference'],
    ['two, one of them privately', [party('a'), party('b')], 'b', 'private'],
    ['a private talk with one on hold', [party('a'), party('b', true)], 'b', 'consult'],
    ['a private talk with one who is gone', [party('a'), party('b')], 'c', 'conference'],
  ] as const)('%s', (_what, parties, privateWith, mix) => {
    expect(mixOf(parties, privateWith)).toBe(mix)
  })

  it('a private talk ends when one of the two is gone, on hold or alone', () => {
    expect(keptPrivate([party('a'), party('b')], 'b')).toBe('b')
    expect(keptPrivate([party('a'), party('b', true)], 'b')).toBeNull()
    expect(keptPrivate([party('b')], 'b')).toBeNull()
    expect(keptPrivate([party('a'), party('c')], 'b')).toBeNull()
  })

  it('two others can be left to each other, one or three can’t', () => {
    const parties = ['a', 'b', 'c', 'd'].map((id) => party(id))
    expect([0, 1, 2, 3, 4].map((count) => leaveProblem(parties.slice(0, count)))).toEqual([
      'too-few',
      'too-few',
      null,
      'too-many',
      'too-many',
    ])
  })
})

const candidates = (...numbers: string[]) => numbers.map((number) => ({ number, name: '' }))

describe('reaching somebody', () => {
  const ended: ReachEvent = { type: 'ended', reason: 'no-answer' }

  it('tries one after the other, at most three, and then says why the last did not come', () => {
    let reach = startReach('consult', candidates('1', '2', '3', '4'))
    const rung: (string | null)[] = []
    while (reach.kind === 'ringing') {
      rung.push(ringingTarget(reach)?.number ?? null)
      const next = nextReach(reach, reach.at === 2 ? { type: 'ended', reason: 'busy' } : ended)
      if (!next.ok) expect.fail('illegal')
      reach = next.value
    }
    expect(rung).toEqual(['1', '2', '3'])
    expect(reach).toEqual({ kind: 'failed', purpose: 'consult', reason: 'busy', tried: 3 })
    expect(ringingTarget(reach)).toBeNull()
  })

  it('ends at the first answer, and can be taken back while it rings', () => {
    const reach = startReach('transfer', candidates('1', '2'))
    expect(nextReach(reach, { type: 'answered' })).toEqual({
      ok: true,
      value: { kind: 'reached', purpose: 'transfer', target: { number: '1', name: '' } },
    })
    expect(nextReach(reach, { type: 'take-back' })).toEqual({
      ok: true,
      value: { kind: 'taken-back', purpose: 'transfer' },
    })
  })

  it('comes to an end after as many events as there are candidates, whatever they are, and nothing happens after it', () => {
    const event = fc.constantFrom<ReachEvent>({ type: 'answered' }, { type: 'take-back' }, ended)
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(event),
        (targets, events) => {
          let reach = startReach('conference', candidates(...targets))
          let steps = 0
          while (reach.kind === 'ringing') {
            expect(ringingTarget(reach)?.number).toBe(targets[reach.at])
            const next = nextReach(reach, events.next().value)
            if (!next.ok) return false
            reach = next.value
            steps += 1
          }
          return steps <= mostCandidates && !nextReach(reach, ended).ok
        },
      ),
    )
  })
})

describe('a REFER', () => {
  it('names the dialog as its far end sees it, escaped, behind an address in angle brackets', () => {
    const dialog = { callId: 'a;b@c', localTag: 'mine', remoteTag: 'theirs' }
    expect(replacesOf(dialog)).toBe('a;b@c;to-tag=theirs;from-tag=mine')
    expect(referTo('sip:9001@x', null)).toBe('<sip:9001@x>')
    expect(referTo('sip:9001@x', dialog)).toBe('<sip:9001@x?Replaces=a%3Bb%40c%3Bto-tag%3Dtheirs%3Bfrom-tag%3Dmine>')
  })

  it.each([
    ['SIP/2.0 100 Trying', 100, 'trying'],
    ['SIP/2.0 180 Ringing\r\n', 180, 'ringing'],
    ['SIP/2.0 182 Queued\r\nX: y', 182, 'queued'],
    ['SIP/2.0 200 OK\r\n', 200, 'done'],
    ['\r\nSIP/2.0 486 Busy Here', 486, 'refused'],
    ['SIP/2.0 603', 603, 'refused'],
  ] as const)('whose NOTIFY says %j', (body, status, progress) => {
    expect(sipfragStatus(body)).toBe(status)
    expect(referProgress(status)).toBe(progress)
  })

  it.each(['', 'SIP/2.0 20', 'SIP/3.0 200 OK', 'INVITE sip:x SIP/2.0', 'SIP/2.0 999 X'])(
    'reads no status out of %j',
    (body) => expect(sipfragStatus(body)).toBeNull(),
  )
})
