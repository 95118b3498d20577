import { describe, expect, it } from 'vitest'
import { seededRandom } from '#server/sandbox/citizens/random.ts'
import { firstCallers, nextCaller, sandboxCallers } from '#server/sandbox/citizens/who-calls.rules.ts'
import { dialogues } from '#server/sandbox/data/dialogues.ts'

function draw(count: number, seed: number, busy: ReadonlySet<string> = new Set()) {
  const random = seededRandom(seed)
  let callers = firstCallers(dialogues, random)
  return Array.from({ length: count }, () => {
    const next = nextCaller(dialogues, callers, { random, rules: sandboxCallers, busy })
    callers = next.after
    return next.caller
  })
}

describe('who calls', () => {
  it('a fresh sandbox begins with the first dialogue, and all of them come before one is told by somebody new', () => {
    const callers = draw(200, 5)
    expect(callers[0]?.dialogue.id).toBe('D01')
    expect(new Set(callers.map((one) => one.dialogue.id)).size).toBe(dialogues.length)
  })

  it('numbers vary, some come back with the same matter, a few have no number', () => {
    const callers = draw(400, 9)
    const numbers = callers.map((one) => one.user)
    expect(new Set(numbers).size).toBeGreaterThan(200)
    const matterOf = new Map<string, string>()
    let returned = 0
    for (const { user, dialogue } of callers) {
      if (matterOf.has(user)) {
        returned += 1
        expect(matterOf.get(user)).toBe(dialogue.id)
      }
      matterOf.set(user, dialogue.id)
    }
    expect(returned).toBeGreaterThan(30)
    expect(numbers.filter((user) => !/^\d+$/.test(user)).length).toBeGreaterThan(3)
  })

  it('uses only numbers that belong to nobody', () => {
    for (const { user } of draw(400, 11)) expect(user).toMatch(/^(1(42|43|54)\d{8}|unknown\d+)$/)
  })

  it('nobody calls twice at once', () => {
    const busy = new Set(draw(100, 13).map((one) => one.user))
    for (const { user } of draw(100, 13, busy)) expect(busy.has(user)).toBe(false)
    const random = seededRandom(1)
    const rules = { returning: 1, withheld: 0 }
    const first = nextCaller(dialogues, firstCallers(dialogues, random), { random, rules, busy: new Set() })
    const again = nextCaller(dialogues, first.after, { random, rules, busy: new Set([first.caller.user]) })
    expect(again.caller.user).not.toBe(first.caller.user)
    expect(nextCaller(dialogues, first.after, { random, rules, busy: new Set() }).caller).toBe(first.caller)
  })
})
