import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveCaret, textEdit } from '#shared/ticket-draft/text-edit.ts'

const apply = (text: string, edit: ReturnType<typeof textEdit>): string =>
  edit === null ? text : text.slice(0, edit.at) + edit.insert + text.slice(edit.at + edit.remove)
const loneHalf = /\p{Surrogate}/u
const lettersOf = fc.string({ unit: fc.constantFrom('a', 'b', '灯', '😀', '𠮷'), maxLength: 12 })

describe('the smallest edit between two texts', () => {
  it('always leads from the one to the other, wherever the caret is', () => {
    fc.assert(
      fc.property(lettersOf, lettersOf, fc.nat(30), (before, after, caret) => {
        expect(apply(before, textEdit(before, after, caret))).toBe(after)
      }),
    )
  })

  it('never cuts a character of two units in half', () => {
    fc.assert(
      fc.property(lettersOf, lettersOf, fc.nat(30), (before, after, caret) => {
        const edit = textEdit(before, after, caret)
        if (edit === null) return
        expect(loneHalf.test(edit.insert)).toBe(false)
        expect(loneHalf.test(before.slice(0, edit.at))).toBe(false)
        expect(loneHalf.test(before.slice(edit.at + edit.remove))).toBe(false)
      }),
    )
  })

  it('is the insertion at the caret where the same letter stands on both sides', () => {
    expect(textEdit('aaa', 'aaaa', 2)).toEqual({ at: 1, remove: 0, insert: 'a' })
    expect(textEdit('aaa', 'aaaa', 4)).toEqual({ at: 3, remove: 0, insert: 'a' })
  })

  it('is exactly what was typed, for any typing in any text', () => {
    fc.assert(
      fc.property(lettersOf, lettersOf, lettersOf, lettersOf, (head, gone, typed, tail) => {
        const after = head + typed + tail
        const edit = textEdit(head + gone + tail, after, head.length + typed.length)
        if (edit === null) return
        expect(edit.insert.length).toBeLessThanOrEqual(typed.length)
        expect(edit.remove).toBeLessThanOrEqual(gone.length)
      }),
    )
  })

  it('moves a caret behind it along, leaves one before it, and puts one inside it at its end', () => {
    const edit = { at: 3, remove: 2, insert: 'xyz' }
    expect([1, 3, 4, 5, 9].map((caret) => moveCaret(caret, edit))).toEqual([1, 3, 6, 6, 10])
  })
})
