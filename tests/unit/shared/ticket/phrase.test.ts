import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillPhrase, firstBlank, type Phrase, phraseFit, rankPhrases } from '#shared/ticket/phrase/phrase.ts'
import { phrasesOfProgram } from '#shared/ticket/phrase/phrases-of-program.ts'

const phraseOf = (phraseId: string, more: Partial<Phrase> = {}): Phrase => ({
  phraseId,
  scope: 'program',
  kind: 'content',
  title: phraseId,
  text: 'x',
  matter: '',
  type: '',
  ...more,
})

describe('Phrases', () => {
  it('of the nearer matter come first, then the own, then the hall’s; others last', () => {
    const all = [
      phraseOf('other', { matter: '05', scope: 'own' }),
      phraseOf('all'),
      phraseOf('hall', { scope: 'site' }),
      phraseOf('own', { scope: 'own' }),
      phraseOf('group', { matter: '02' }),
      phraseOf('near', { matter: '0201' }),
    ]
    const ranked = rankPhrases(all, { matter: '020101', type: 'help' }).map(({ phraseId }) => phraseId)
    expect(ranked).toEqual(['near', 'group', 'own', 'hall', 'all', 'other'])
  })

  it('of a matter or a type do not fit another', () => {
    const draft = { matter: '020101', type: 'help' }
    expect(phraseFit(phraseOf('a', { matter: '05' }), draft)).toBeNull()
    expect(phraseFit(phraseOf('a', { type: 'consult' }), draft)).toBeNull()
    expect(phraseFit(phraseOf('a', { type: 'help' }), draft)).not.toBeNull()
    expect(phraseFit(phraseOf('a', { matter: '02' }), { matter: '', type: '' })).toBeNull()
  })

  it('are filled with what is known; the rest stays to be filled in', () => {
    const text = fillPhrase('{地点}室温{温度}℃', { 地点: '河东区', 温度: '' })
    expect(text).toBe('河东区室温{温度}℃')
    expect(firstBlank(text)).toEqual({ start: 5, end: 9 })
    expect(firstBlank('没有')).toBeNull()
  })

  it('are filled with the facts as they are, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (fact) => {
        expect(fillPhrase('a{地点}b', { 地点: fact })).toBe(`a${fact}b`)
      }),
    )
  })

  it('of the program are short enough to be kept, and each has its name', () => {
    expect(new Set(phrasesOfProgram.map(({ title }) => title)).size).toBe(phrasesOfProgram.length)
    for (const { text, title, matter } of phrasesOfProgram) {
      expect(text.length).toBeLessThanOrEqual(1000)
      expect(title.length).toBeLessThanOrEqual(40)
      expect(matter).toMatch(/^(\d\d){0,3}$/)
    }
  })
})
