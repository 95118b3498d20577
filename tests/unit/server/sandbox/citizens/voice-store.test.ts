import { readdirSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { levelOf } from '#server/sandbox/citizens/sound-level.ts'
import { openVoiceStore, type SpokenLine } from '#server/sandbox/citizens/voice-store.ts'
import { callerLines, dialogues, mannerNames, manners } from '#server/sandbox/data/dialogues.ts'
import { expertManners, experts } from '#server/sandbox/data/experts.ts'
import { surveyPrompts } from '#server/sandbox/data/survey-prompts.ts'

const folder = new URL('../../../../../server/sandbox/voices/', import.meta.url)
const store = await openVoiceStore(folder)

/** Level of the 20 ms pieces in which somebody speaks, and the loudest of them. */
function levels({ sound }: SpokenLine) {
  const all = Array.from({ length: Math.floor(sound.length / 160) }, (_, index) =>
    levelOf(sound.subarray(index * 160, index * 160 + 160)),
  )
  const loudest = Math.max(...all)
  const active = all.filter((level) => level > loudest - 25)
  return {
    loudest,
    active: 10 * Math.log10(active.reduce((sum, level) => sum + 10 ** (level / 10), 0) / active.length),
  }
}

/** As long as such a text takes, as loud as speech on a telephone, not clipped. */
function spokenWell(line: SpokenLine, lang: 'zh' | 'en') {
  const perSecond = line.text.length / (line.sound.length / 8000)
  const [slowest, fastest] = lang === 'zh' ? [1.5, 7.5] : [6, 18]
  expect(perSecond, line.text).toBeGreaterThan(slowest)
  expect(perSecond, line.text).toBeLessThan(fastest)
  const { active, loudest } = levels(line)
  expect(active, line.text).toBeGreaterThan(-24)
  expect(active, line.text).toBeLessThan(-17)
  expect(loudest, line.text).toBeLessThan(-6)
  expect(Math.max(...line.sound.map(Math.abs)), 'clipped').toBeLessThan(32_000)
}

describe("the citizens' sound", () => {
  it('is small enough for the repository', () => {
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0)
    expect(bytes).toBeLessThan(6 * 1024 * 1024)
  })

  it.each(dialogues.map((one) => [one.id, one] as const))(
    '%s: every line is there, as long as such a text takes, as loud as speech on a telephone, not clipped',
    async (_, dialogue) => {
      const voice = await store.load(dialogue)
      expect(voice.lines.map((line) => line.text)).toEqual(callerLines(dialogue))
      expect(mannerNames.map((name) => voice.manners[name].text)).toEqual(
        mannerNames.map((name) => manners[dialogue.lang][name]),
      )
      for (const line of [...voice.lines, ...Object.values(voice.manners)]) {
        spokenWell(line, dialogue.lang)
      }
    },
  )

  it.each(experts.map((one) => [one.seat, one] as const))(
    'expert %s has its lines and manners',
    async (seat, written) => {
      const voice = await store.expert(seat)
      expect(voice.lines.map((line) => line.text)).toEqual(written.lines)
      expect(Object.fromEntries(Object.entries(voice.manners).map(([name, line]) => [name, line.text]))).toEqual({
        intro: written.intro,
        ...expertManners,
      })
      for (const line of [...voice.lines, ...Object.values(voice.manners)]) spokenWell(line, 'zh')
    },
  )

  it('the survey has its prompts', async () => {
    const voice = await store.survey()
    expect(Object.fromEntries(Object.entries(voice).map(([name, line]) => [name, line.text]))).toEqual(surveyPrompts)
    for (const line of Object.values(voice)) spokenWell(line, 'zh')
  })

  it('marks grow with the sound and end with the text', async () => {
    for (const dialogue of dialogues) {
      const voice = await store.load(dialogue)
      for (const line of voice.lines) {
        expect(line.marks.at(-1)).toEqual([line.text.length, line.sound.length])
        line.marks.slice(1).forEach(([characters, samples], index) => {
          expect(characters).toBeGreaterThan(line.marks[index]?.[0] ?? 0)
          expect(samples).toBeGreaterThan(line.marks[index]?.[1] ?? 0)
        })
      }
    }
  })
})
