import { describe, expect, it } from 'vitest'
import { callerLines, dialogues } from '#server/sandbox/data/dialogues.ts'

describe('the written dialogues', () => {
  it('there are enough of them, each with an id, a number and lines of its own', () => {
    expect(dialogues.length).toBeGreaterThanOrEqual(14)
    expect(new Set(dialogues.map((one) => one.id)).size).toBe(dialogues.length)
    expect(new Set(dialogues.map((one) => one.number)).size).toBe(dialogues.length)
    for (const dialogue of dialogues) expect(callerLines(dialogue).length).toBeGreaterThanOrEqual(3)
  })

  it.each(dialogues.map((one) => [one.id, one] as const))(
    '%s: the agent begins, and speakers take turns',
    (_, dialogue) => {
      const speakers = dialogue.turns.map(([speaker]) => speaker)
      expect(speakers[0]).toBe('agent')
      speakers.forEach((speaker, index) => {
        expect(speaker).toBe(index % 2 === 0 ? 'agent' : 'caller')
      })
    },
  )

  it.each(dialogues.map((one) => [one.id, one] as const))(
    "%s: what the gold says is in the caller's own words",
    (_, dialogue) => {
      const lines = callerLines(dialogue)
      for (const quote of Object.values(dialogue.gold.evidence)) {
        expect(
          lines.some((line) => line.includes(quote)),
          quote,
        ).toBe(true)
      }
      expect(dialogue.gold.cat.code).toMatch(/^\d{6}$/)
      expect(dialogue.gold.title.length).toBeLessThanOrEqual(30)
    },
  )

  it('names nobody who could exist: numbers of prefixes not issued, no digits in what is said', () => {
    for (const dialogue of dialogues) {
      expect(dialogue.number).toMatch(/^1(42|43|54)\d{8}$/)
      for (const line of callerLines(dialogue)) expect(line).not.toMatch(/\d/)
    }
  })
})
