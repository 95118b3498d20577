// Makes the citizens' sound: node build/voices/make.mjs (needs espeak-ng and sox; running the sandbox needs neither).
// Output, kept in the repository: server/sandbox/voices/<dialogue>.ulaw.gz and voices.json, which says where each line lies.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { tsImport } from 'tsx/esm/api'
import { normalise } from './loudness.mjs'
import { toPinyin } from './readings.mjs'
import { rate, synthesise } from './synthesise.mjs'
import { voices } from './voices.mjs'

/** @type {typeof import('../../server/sandbox/data/dialogues.ts')} */
const { dialogues, callerLines, manners, mannerNames } = await tsImport(
  '../../server/sandbox/data/dialogues.ts',
  import.meta.url,
)
/** @type {typeof import('../../server/sandbox/party/mu-law.ts')} */
const { encodeMuLaw } = await tsImport('../../server/sandbox/party/mu-law.ts', import.meta.url)
const folder = new URL('../../server/sandbox/voices/', import.meta.url)

/** Milliseconds of quiet after a mark. @param {string} clause */
const pauseAfter = (clause) => (/[。！？.!?]$/.test(clause) ? 400 : /、$/.test(clause) ? 90 : 180)

/** @param {string} text */
const clausesOf = (text) => text.match(/[^，。！？、；,.!?;]+[，。！？、；,.!?;]+\s*/gu) ?? [text]

/**
 * A line's sound, and its marks: after how many characters of the text how many samples have been heard.
 * @param {string} text @param {import('../../server/sandbox/data/dialogue.ts').Dialogue} dialogue
 */
function speakLine(text, { lang, voice: name }) {
  const voice = voices[name]
  const parts = []
  const marks = []
  let samples = 0
  let characters = 0
  for (const clause of clausesOf(text)) {
    const sound = synthesise({ reading: lang === 'zh' ? toPinyin(clause) : clause, lang, voice })
    samples += sound.length
    characters += clause.length
    marks.push([characters, samples])
    const pause = new Float64Array(Math.round((pauseAfter(clause.trim()) * voice.pause * rate) / 1000))
    samples += pause.length
    parts.push(sound, pause)
  }
  const whole = parts.slice(0, -1)
  const line = new Float64Array(whole.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of whole) {
    line.set(part, at)
    at += part.length
  }
  const bytes = encodeMuLaw(Int16Array.from(normalise(line), (sample) => Math.round(sample * 32_767)))
  return { bytes, text, pinyin: lang === 'zh' ? toPinyin(text) : '', marks }
}

/** @param {import('../../server/sandbox/data/dialogue.ts').Dialogue} dialogue */
function speakDialogue(dialogue) {
  const own = mannerNames.map((name) => manners[dialogue.lang][name])
  const spoken = [...callerLines(dialogue), ...own].map((text) => speakLine(text, dialogue))
  let from = 0
  const pieces = spoken.map(({ bytes, text, pinyin, marks }) => {
    const piece = { text, pinyin, from, length: bytes.length, marks }
    from += bytes.length
    return piece
  })
  writeFileSync(
    new URL(`${dialogue.id}.ulaw.gz`, folder),
    gzipSync(Buffer.concat(spoken.map((one) => one.bytes)), { level: 9 }),
  )
  return {
    lines: pieces.slice(0, -own.length),
    manners: Object.fromEntries(mannerNames.map((name, index) => [name, pieces.at(index - own.length)])),
  }
}

mkdirSync(folder, { recursive: true })
for (const old of readdirSync(folder)) if (old.endsWith('.gz')) rmSync(new URL(old, folder))
const index = Object.fromEntries(dialogues.map((dialogue) => [dialogue.id, speakDialogue(dialogue)]))
const readable = JSON.stringify({ rate, dialogues: index }, null, 1).replace(/\[\s+(\d+),\s+(\d+)\s+\]/g, '[$1, $2]')
writeFileSync(new URL('voices.json', folder), `${readable}\n`)
